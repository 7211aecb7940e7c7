import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';

export const connectionQueries = {
  list: () =>
    queryOptions({
      queryKey: [...queryScope.connections(), 'list'],
      queryFn: ({ signal }) => call('listConnections', { signal }),
      staleTime: Infinity,
      meta: { write: { kind: 'kept', reason: 'from the configuration' } },
    }),
};
