import type { ResolvedLink } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef } from '../lib/key-ref.ts';
import { staleAfterWrite } from './write-effect.ts';

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

/** Questions about folders and their rows that the server answers by asking OSS. */
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
      meta: staleAfterWrite({ connection, bucket }, (written) => written.startsWith(prefix)),
    }),

  /** Keys and prefixes that begin with a text. */
  completion: ({ connection, bucket }: BucketRef, typed: string, limit: 20 | 1000 = 20) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'completion', typed, limit],
      queryFn: ({ signal }) =>
        call('completeTarget', { query: { connection, bucket, typed, limit: String(limit) }, signal }),
      placeholderData: keepPreviousData,
      meta: staleAfterWrite({ connection, bucket }, (written) => written.startsWith(typed)),
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
        { connection, bucket },
        (written, link) => written === key || written === link?.target || written === link?.readAs,
      ),
    }),
};
