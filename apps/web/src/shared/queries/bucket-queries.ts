import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { WriteEffect } from './write-effect.ts';

const minutes = 60_000;
const meta: { write: WriteEffect } = { write: { kind: 'kept', reason: 'a write changes no bucket' } };

/** Bucket-level calls are throttled apart by OSS: their answers serve for minutes. */
export const bucketQueries = {
  list: (connection: string) =>
    queryOptions({
      queryKey: [...queryScope.connection(connection), 'buckets'],
      queryFn: ({ signal }) => call('listBuckets', { query: { connection }, signal }),
      staleTime: 5 * minutes,
      meta,
    }),
  facts: (connection: string, bucket: string) =>
    queryOptions({
      queryKey: [...queryScope.connection(connection), 'bucket-facts', bucket],
      queryFn: ({ signal }) => call('getBucket', { query: { connection, bucket }, signal }),
      staleTime: 5 * minutes,
      meta,
    }),
};
