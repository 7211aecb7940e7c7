import type { FolderRow, KeyBacklinks, ResolvedLink } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { toIndexBatches } from './model/index-batches.ts';
import type { LinkToResolve } from './model/link-batcher.ts';
import type { ListRow } from './model/list-rows.ts';

/** Which page of which folder: one list call each. */
export interface PagePosition {
  prefix?: string;
  cursor?: string;
  after?: string;
}

export const pageSize = 1000;

/** What the link index says of the rows of one page. */
export interface IndexedPage {
  folders: FolderRow[];
  /** Keys that some link leads to. */
  keyBacklinks: KeyBacklinks[];
  /** Everything of the bucket had been read: what is not named here is not there. */
  whole: boolean;
  /** When it was read. */
  scannedAt?: string;
}

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
    }),

  /** How far the link index has read the bucket; asked again while a scan is under way. */
  coverage: ({ connection, bucket }: BucketRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'coverage', bucket],
      queryFn: ({ signal }) => call('listCoverage', { query: { connection, bucket }, signal }),
      refetchInterval: ({ state }) => (state.data?.items[0]?.state === 'scanning' ? 1_500 : false),
    }),

  /**
   * What the index knows of the rows on a page, at no call to OSS. The page's own age is part of the question, and so
   * is that of the scan; until a new one is answered the rows keep what the scan before said.
   */
  indexed: (
    { connection, bucket }: BucketRef,
    {
      rows,
      page,
      scannedAt,
    }: { rows: readonly ListRow[]; page: PagePosition & { age: number }; scannedAt: string },
  ) =>
    // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the page and its age stand for its rows: a thousand keys make no key
    queryOptions({
      queryKey: [...queryScope.index(connection), 'page', bucket, { ...page, scannedAt }],
      queryFn: async ({ signal }) => {
        const answer: IndexedPage = { folders: [], keyBacklinks: [], whole: true };
        // One after the other: a page of long keys is a dozen questions, and nobody waits for the last of them.
        for (const batch of toIndexBatches(rows)) {
          // oxlint-disable-next-line no-await-in-loop -- one at a time is meant
          const part = await call('describeFolders', { body: { connection, bucket, ...batch }, signal });
          answer.folders.push(...part.items);
          answer.keyBacklinks.push(...part.keyBacklinks);
          answer.whole &&= part.coverage.state === 'complete';
          if (part.coverage.scannedAt !== undefined) answer.scannedAt = part.coverage.scannedAt;
        }
        return answer;
      },
      placeholderData: keepPreviousData,
    }),

  completion: ({ connection, bucket }: BucketRef, typed: string) =>
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
    }),
};
