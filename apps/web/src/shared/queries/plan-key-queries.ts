import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { KeyRef } from '../lib/key-ref.ts';

/** Questions about plans that somebody may still apply. Apart from the others, which are part of the first load. */
export const planKeyQueries = {
  /** Those that would write a key; at no call to OSS. */
  onKey: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.plans(connection), 'on-key', bucket, key],
      queryFn: ({ signal }) =>
        call('listPlans', { query: { connection, bucket, writes: key, limit: '5' }, signal }),
      staleTime: 5_000,
      meta: { write: { kind: 'kept', reason: 'a plan stays as it was reviewed' } },
    }),
};
