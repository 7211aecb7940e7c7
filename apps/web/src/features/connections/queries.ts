import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';

export const connectionQueries = {
  list: () =>
    queryOptions({
      queryKey: [...queryScope.connections(), 'list'],
      queryFn: ({ signal }) => call('listConnections', { signal }),
      // Connections come from configuration: they change when the server starts again.
      staleTime: Infinity,
    }),
};
