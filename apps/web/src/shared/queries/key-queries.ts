import type { KeyView, PreflightBody } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef, KeyRef } from '../lib/key-ref.ts';
import { staleAfterWrite } from './write-effect.ts';

/** Questions about one key that the server answers by asking OSS. Apart from the list's, which are part of the first load. */
export const keyQueries = {
  /** All that is known about one key. A write reads the same key anew before it is sent. */
  view: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'view', key],
      queryFn: ({ signal }) => call('getObject', { query: { connection, bucket, key }, signal }),
      staleTime: 15_000,
      meta: staleAfterWrite<KeyView>(
        { connection, bucket },
        (written, view) => written === key || (view !== undefined && leadsTo(view, written)),
      ),
    }),

  /** Who can read through a link. Asked by a person only; `token` makes another link another question. */
  readers: ({ connection, bucket, key }: KeyRef, token: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'readers', key, token],
      queryFn: ({ signal }) => call('tryReaders', { query: { connection, bucket, key }, signal }),
      enabled: false,
      staleTime: Infinity,
      retry: false,
      // The answer does not say what was read: any write to the bucket may have been to the target.
      meta: { write: { kind: 'discard', scope: { connection, bucket } } },
    }),

  /** What a write would do. Asked anew whenever the dialog comes back into view: others write too. */
  preflight: ({ connection, bucket }: BucketRef, body: PreflightBody) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'preflight', body],
      queryFn: ({ signal }) => call('preflight', { body, signal }),
      staleTime: 0,
      gcTime: 0,
      refetchOnWindowFocus: 'always',
      placeholderData: keepPreviousData,
      meta: { write: { kind: 'kept', reason: 'not cached; the write compares the key with what was seen' } },
    }),
};

/** Whether readers of the key pass through another key on their way to the bytes. */
function leadsTo({ link }: KeyView, key: string): boolean {
  if (link === undefined) return false;
  const { key: target, state } = link.target;
  const next = state.found === 'link' ? [state.target, state.final] : [];
  return target === key || next.includes(key) || (state.found === 'object' && state.readAs === key);
}
