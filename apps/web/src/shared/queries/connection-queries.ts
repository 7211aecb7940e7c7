import { queryOptions } from '@tanstack/react-query';
import { needDenials } from '../access/denial-parts.ts';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';

export const connectionQueries = {
  list: () =>
    queryOptions({
      queryKey: [...queryScope.connections(), 'list'],
      queryFn: async ({ signal }) => {
        const connections = await call('listConnections', { signal });
        if (connections.administrators !== undefined || connections.items.some(({ readOnly }) => readOnly))
          await needDenials();
        return connections;
      },
      staleTime: Infinity,
      // Whose rights are limited may have been given more meanwhile; that asks OSS nothing.
      refetchOnWindowFocus: ({ state }) => (state.data?.administrators === undefined ? false : 'always'),
      meta: { write: { kind: 'kept', reason: 'from the configuration' } },
    }),
};
