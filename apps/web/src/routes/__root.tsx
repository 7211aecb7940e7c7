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
import { Shell } from '../app/shell/shell.tsx';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});

function Root() {
  const { connection, bucket } = useParams({ strict: false });
  const { prefix } = useSearch({ strict: false });
  const onChanges = useRouterState({ select: (state) => state.location.pathname.endsWith('/changes') });
  return (
    <Shell
      bucket={bucket}
      connection={connection}
      place={onChanges ? 'changes' : 'browse'}
      prefix={prefix ?? ''}
    >
      <Outlet />
    </Shell>
  );
}
