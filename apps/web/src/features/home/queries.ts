import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';

export const homeQueries = {
  /** Everything of the first screen that the link index knows, in one answer. */
  home: (connection: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'home'],
      queryFn: ({ signal }) => call('getHome', { query: { connection }, signal }),
      staleTime: 5_000,
    }),
  /** What a link could be repaired with. */
  candidates: (connection: string, bucket: string, key: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'candidates', bucket, key],
      queryFn: ({ signal }) => call('listCandidates', { query: { connection, bucket, key }, signal }),
      staleTime: 30_000,
    }),
};
