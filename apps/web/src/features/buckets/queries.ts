import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';

const minutes = 60_000;

/** Bucket-level calls are throttled apart by OSS: their answers serve for minutes. */
export const bucketQueries = {
  list: (connection: string) =>
    queryOptions({
      queryKey: [...queryScope.connection(connection), 'buckets'],
      queryFn: ({ signal }) => call('listBuckets', { query: { connection }, signal }),
      staleTime: 5 * minutes,
    }),
  facts: (connection: string, bucket: string) =>
    queryOptions({
      queryKey: [...queryScope.connection(connection), 'bucket-facts', bucket],
      queryFn: ({ signal }) => call('getBucket', { query: { connection, bucket }, signal }),
      staleTime: 5 * minutes,
    }),
};
