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
      // It costs no call to OSS, and another window may have written meanwhile.
      refetchOnWindowFocus: true,
    }),
  /** What reading a bucket for the first time would cost: a call to OSS once an hour, so it is asked when it is shown. */
  cost: (connection: string, bucket: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'cost'],
      queryFn: ({ signal }) => call('listCoverage', { query: { connection, bucket }, signal }),
      staleTime: 3_600_000,
    }),
  /** A link and what it leads to, looked at when somebody wants to know more of it. */
  link: (connection: string, bucket: string, key: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'cold', key],
      queryFn: ({ signal }) => call('getObject', { query: { connection, bucket, key }, signal }),
    }),
  /** What a link could be repaired with. */
  candidates: (connection: string, bucket: string, key: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'candidates', bucket, key],
      queryFn: ({ signal }) => call('listCandidates', { query: { connection, bucket, key }, signal }),
      staleTime: 30_000,
    }),
};
