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
import type { NavItemName } from '../app/shell/nav-rail.tsx';
import { Shell } from '../app/shell/shell.tsx';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});

function Root() {
  const { connection, bucket } = useParams({ strict: false });
  const { prefix } = useSearch({ strict: false });
  const navItem = useRouterState({ select: (state) => toNavItemName(state.matches.at(-1)?.routeId) });
  return (
    <Shell
      bucket={bucket}
      connection={connection}
      navItem={navItem}
      prefix={bucket === undefined ? '' : (prefix ?? '')}
    >
      <Outlet />
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
    case '/c/$connection/changes':
      return 'changes';
    default:
      return 'browse';
  }
}
