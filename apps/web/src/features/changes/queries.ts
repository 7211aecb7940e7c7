import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';

export const changeQueries = {
  page: (connection: string, filter: { bucket?: string; cursor?: string } = {}) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'page', filter],
      queryFn: ({ signal }) =>
        call('listChanges', { query: { connection, ...filter, limit: '100' }, signal }),
      // The journal is ours: reading it costs no call to OSS, and others write to it.
      staleTime: 0,
    }),
};
