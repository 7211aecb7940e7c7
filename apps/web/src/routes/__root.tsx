import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  Outlet,
  useParams,
  useRouterState,
  useSearch,
} from '@tanstack/react-router';
import { CrashPage } from '../app/crash-page.tsx';
import { NotFoundPage } from '../app/not-found-page.tsx';
import type { PlaceName } from '../app/shell/rail.tsx';
import { Shell } from '../app/shell/shell.tsx';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});

function Root() {
  const { connection, bucket } = useParams({ strict: false });
  const { prefix } = useSearch({ strict: false });
  const place = useRouterState({ select: (state) => toPlace(state.matches.at(-1)?.routeId) });
  return (
    <Shell
      bucket={bucket}
      connection={connection}
      place={place}
      prefix={bucket === undefined ? '' : (prefix ?? '')}
    >
      <Outlet />
    </Shell>
  );
}

/** The place that a page belongs to. */
function toPlace(routeId: string | undefined): PlaceName {
  switch (routeId) {
    case '/c/$connection/':
      return 'home';
    case '/c/$connection/links':
      return 'links';
    case '/c/$connection/changes':
      return 'changes';
    default:
      return 'browse';
  }
}
