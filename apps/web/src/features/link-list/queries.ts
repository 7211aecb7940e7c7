import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import type { LinkFilter } from './model/link-filter.ts';

/** Rows of one page: what the server gives at most. */
export const linkPageSize = 1000;

/** Questions to the link index. None of them costs a call to OSS; writes of ours make all of them stale. */
export const linkQueries = {
  page: (connection: string, filter: LinkFilter & { cursor?: string }) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'links', filter],
      queryFn: ({ signal }) =>
        call('listLinks', { query: { connection, ...filter, limit: String(linkPageSize) }, signal }),
      staleTime: 5_000,
      // Rows of the filter before stay until those of the next are there.
      placeholderData: keepPreviousData,
    }),
  /** How far each bucket has been read; asked again and again while a scan is under way. */
  coverage: (connection: string) =>
    queryOptions({
      queryKey: [...queryScope.connection(connection), 'coverage'],
      queryFn: ({ signal }) => call('listCoverage', { query: { connection }, signal }),
      staleTime: 0,
    }),
};
