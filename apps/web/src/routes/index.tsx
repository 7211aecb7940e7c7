import { createFileRoute, redirect } from '@tanstack/react-router';
import { connectionQueries } from '../shared/queries/connection-queries.ts';
import { ConnectionsPage } from '../features/connections/pages/connections-page.tsx';

/** With one connection there is nothing to choose. */
export const Route = createFileRoute('/')({
  loader: async ({ context: { queryClient } }) => {
    const { items } = await queryClient.ensureQueryData(connectionQueries.list());
    if (items.length === 1)
      redirect({ to: '/c/$connection', params: { connection: items[0]!.name }, replace: true, throw: true });
  },
  component: ConnectionsPage,
});
