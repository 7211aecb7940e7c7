import type { AnswerOf, KeyView, PreflightBody, ResolvedLink } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef, KeyRef } from '../lib/key-ref.ts';
import { isInBucket } from './is-in-bucket.ts';
import { discardedAfterWrite, keptAfterWrite, staleAfterWrite } from './write-effect.ts';

/** Which page of which folder: one list call each. */
export interface PagePosition {
  prefix?: string;
  cursor?: string;
  after?: string;
}

/** One link to look up. With `target` (known for this ETag) only its health is looked at. */
export interface LinkToResolve {
  key: string;
  etag: string;
  target?: string;
}

/** Keys of one page: what the server gives at most. */
export const pageSize = 1000;

/** Questions about keys that the server answers by asking OSS. */
export const objectQueries = {
  page: ({ connection, bucket }: BucketRef, { prefix = '', cursor, after }: PagePosition) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'page', { prefix, cursor, after }],
      queryFn: ({ signal }) =>
        call('listObjects', {
          query: {
            connection,
            bucket,
            prefix,
            delimiter: '/',
            limit: String(pageSize),
            ...(cursor === undefined ? {} : { cursor }),
            ...(after === undefined || cursor !== undefined ? {} : { startAfter: after }),
          },
          signal,
        }),
      meta: staleAfterWrite(
        (written) => isInBucket(written, { connection, bucket }) && written.key.startsWith(prefix),
      ),
    }),

  /** All that is known about one key. A write reads the same key anew before it is sent. */
  view: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'view', key],
      queryFn: ({ signal }) => call('getObject', { query: { connection, bucket, key }, signal }),
      staleTime: 15_000,
      meta: staleAfterWrite<KeyView>(
        (written, view) =>
          isInBucket(written, { connection, bucket }) &&
          (written.key === key || (view !== undefined && leadsTo(view, written.key))),
      ),
    }),

  /** Keys and prefixes that begin with a text. */
  completion: ({ connection, bucket }: BucketRef, typed: string, limit: 20 | 1000 = 20) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'completion', typed, limit],
      queryFn: ({ signal }) =>
        call('completeTarget', { query: { connection, bucket, typed, limit: String(limit) }, signal }),
      placeholderData: keepPreviousData,
      meta: staleAfterWrite(
        (written) => isInBucket(written, { connection, bucket }) && written.key.startsWith(typed),
      ),
    }),

  /**
   * Where one link leads. The key holds the link's ETag, so a moved link is a new question; the health ages by time,
   * since a target can go without touching its link.
   */
  resolvedLink: (
    { connection, bucket }: BucketRef,
    { key, etag }: { key: string; etag: string },
    load: (link: LinkToResolve, signal: AbortSignal) => Promise<ResolvedLink>,
  ) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'resolved-link', key, etag],
      queryFn: ({ signal, client, queryKey }) => {
        const known = client.getQueryData<ResolvedLink>(queryKey)?.target;
        return load({ key, etag, ...(known === undefined ? {} : { target: known }) }, signal);
      },
      staleTime: 60_000,
      meta: staleAfterWrite<ResolvedLink>(
        (written, link) =>
          isInBucket(written, { connection, bucket }) &&
          (written.key === key || written.key === link?.target || written.key === link?.readAs),
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
      meta: discardedAfterWrite<AnswerOf<'tryReaders'>>((written) =>
        isInBucket(written, { connection, bucket }),
      ),
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
      meta: keptAfterWrite('not cached; the write itself compares the key with what was seen'),
    }),
};

/** Whether readers of the key pass through another key on their way to the bytes. */
function leadsTo({ link }: KeyView, key: string): boolean {
  if (link === undefined) return false;
  const { key: target, state } = link.target;
  const next = state.found === 'link' ? [state.target, state.final] : [];
  return target === key || next.includes(key) || (state.found === 'object' && state.readAs === key);
}
