import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  Outlet,
  useParams,
  useRouterState,
  useSearch,
} from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { UnknownConnectionPage } from '../app/unknown-connection-page.tsx';
import { connectionQueries } from '../shared/queries/connection-queries.ts';
import { CrashPage } from '../app/crash-page.tsx';
import { NotFoundPage } from '../app/not-found-page.tsx';
import type { NavItemName } from '../app/shell/nav-rail.tsx';
import { Shell } from '../app/shell/shell.tsx';

const NoAccessPage = lazy(async () => ({
  default: (await import('../app/no-access-page.tsx')).NoAccessPage,
}));

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});

function Root() {
  const params = useParams({ strict: false });
  const { data: connections } = useQuery(connectionQueries.list());
  const { bucket } = params;
  const isLost = useRouterState({ select: (state) => state.matches.at(-1)?.routeId === '__root__' });
  // Whoever is signed in sees no connection before a first grant.
  const isBare = connections?.items.length === 0;
  const isUnknown =
    !isBare &&
    params.connection !== undefined &&
    connections?.items.some(({ name }) => name === params.connection) === false;
  // A page that is not there keeps the way to those that are; a connection that is not there has none.
  const connection =
    isUnknown || isBare
      ? undefined
      : (params.connection ?? (isLost ? connections?.items[0]?.name : undefined));
  const { prefix, key, bucket: listed } = useSearch({ strict: false });
  const navItem = useRouterState({ select: (state) => toNavItemName(state.matches.at(-1)?.routeId) });
  return (
    <Shell
      bucket={isUnknown ? undefined : bucket}
      connection={connection}
      listed={isUnknown ? undefined : listed}
      navItem={navItem}
      openKey={key}
      prefix={bucket === undefined ? '' : (prefix ?? '')}
    >
      {isBare ? (
        <Suspense fallback={null}>
          <NoAccessPage />
        </Suspense>
      ) : isUnknown ? (
        <UnknownConnectionPage connections={connections.items} name={params.connection!} />
      ) : (
        <Outlet />
      )}
    </Shell>
  );
}

/** The navigation item that a page belongs to. */
function toNavItemName(routeId: string | undefined): NavItemName {
  switch (routeId) {
    case '/c/$connection/':
      return 'home';
    case '/c/$connection/links':
      return 'links';
    case '/c/$connection/map':
      return 'map';
    case '/c/$connection/plans/':
    case '/c/$connection/plans/$plan':
      return 'plans';
    case '/c/$connection/changes':
      return 'changes';
    case '/c/$connection/audit':
      return 'audit';
    default:
      return 'browse';
  }
}
