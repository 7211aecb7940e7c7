import type { ResolvedLink } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import type { LinkToResolve } from './model/link-batcher.ts';

export interface BucketScope {
  connection: string;
  bucket: string;
}

/** Which page of which folder: one list call each. */
export interface PagePosition {
  prefix?: string;
  cursor?: string;
  after?: string;
}

export const pageSize = 1000;

export const objectQueries = {
  page: ({ connection, bucket }: BucketScope, { prefix = '', cursor, after }: PagePosition) =>
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
    }),

  /** How far the link index has read the bucket; asked again while a reading is under way. */
  coverage: ({ connection, bucket }: BucketScope) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'coverage', bucket],
      queryFn: ({ signal }) => call('listCoverage', { query: { connection, bucket }, signal }),
      refetchInterval: ({ state }) => (state.data?.items[0]?.state === 'reading' ? 1_500 : false),
    }),

  /**
   * What the index knows of the folders on a page, in one answer and at no call to OSS. A new reading is a new
   * question; until it is answered the rows keep what the reading before said.
   */
  folders: (
    { connection, bucket }: BucketScope,
    { prefixes, readAt }: { prefixes: readonly string[]; readAt: string | undefined },
  ) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'folders', bucket, { prefixes, readAt }],
      queryFn: ({ signal }) =>
        call('describeFolders', { body: { connection, bucket, prefixes: [...prefixes] }, signal }),
      placeholderData: keepPreviousData,
    }),

  completion: ({ connection, bucket }: BucketScope, typed: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'completion', typed],
      queryFn: ({ signal }) =>
        call('completeTarget', { query: { connection, bucket, typed, limit: '20' }, signal }),
      placeholderData: keepPreviousData,
    }),

  /**
   * Where one link leads. The key holds the link's ETag, so a moved link is a new question; the health ages by time,
   * since a target can go without touching its link.
   */
  resolvedLink: (
    { connection, bucket }: BucketScope,
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
    }),
};
