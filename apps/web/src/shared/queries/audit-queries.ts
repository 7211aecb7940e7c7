import type { QueryOf } from '@signpost/api-contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import { staleAfterWrite } from './write-effect.ts';

/** Questions to the audit log, at no call to OSS. */
export const auditQueries = {
  page: (connection: string, filter: Omit<QueryOf<'listAuditEvents'>, 'connection'> = {}) =>
    queryOptions({
      queryKey: [...queryScope.connection(connection), 'audit', filter],
      queryFn: ({ signal }) =>
        call('listAuditEvents', { query: { connection, limit: '100', ...filter }, signal }),
      // Others add to it all the time.
      staleTime: 2_000,
      refetchOnWindowFocus: true,
      meta: staleAfterWrite({ connection }),
    }),
};
