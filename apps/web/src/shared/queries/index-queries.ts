import type { FolderRow, KeyBacklinks, QueryOf } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef } from '../lib/key-ref.ts';
import type { PagePosition } from './object-queries.ts';
import { toScanPollDelay } from './scan-poll-delay.ts';
import { staleAfterWrite } from './write-effect.ts';

/** Links of one page: what the server gives at most. */
export const linkPageSize = 1000;

/** What the link index says of the rows of one page. */
export interface IndexedPage {
  folders: FolderRow[];
  /** Keys that some link leads to. */
  /** Where the keys lie. */
  bucket: string;
  /** Keys that were asked about. */
  keys: string[];
  keyBacklinks: KeyBacklinks[];
  /** Everything of the bucket had been read: what is not named here is not there. */
  whole: boolean;
  /** When it was read. */
  scannedAt?: string;
}

/** Rows of a page that one question to the index is about. */
export interface IndexBatch {
  prefixes: string[];
  keys: string[];
}

/** Questions to the link index. None costs a call to OSS, but for the estimate of a bucket that was never scanned. */
export const indexQueries = {
  /** Everything of the first screen that the index knows, in one answer. */
  home: (connection: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'home'],
      queryFn: ({ signal }) => call('getHome', { query: { connection }, signal }),
      staleTime: 5_000,
      // Another window may have written meanwhile.
      refetchOnWindowFocus: true,
      meta: staleAfterWrite({ connection }),
    }),

  /** How far each bucket, or one, has been scanned, and what a first scan of the one would cost. Followed while a scan runs. */
  coverage: (connection: string, bucket?: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'coverage', bucket],
      queryFn: ({ signal }) =>
        call('listCoverage', {
          query: { connection, ...(bucket === undefined ? {} : { bucket }) },
          signal,
        }),
      staleTime: 0,
      refetchInterval: ({ state }) => toScanPollDelay(state.data?.items),
      meta: staleAfterWrite({ connection }),
    }),

  links: (connection: string, filter: Omit<QueryOf<'listLinks'>, 'connection' | 'limit'>) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'links', filter],
      queryFn: ({ signal }) =>
        call('listLinks', { query: { connection, ...filter, limit: String(linkPageSize) }, signal }),
      staleTime: 5_000,
      // Rows of the filter before stay until those of the next are there.
      placeholderData: keepPreviousData,
      meta: staleAfterWrite({ connection }),
    }),

  /**
   * What the index knows of the rows on a page. The page's own age is part of the question, and so is that of the scan;
   * until a new one is answered the rows keep what the scan before said.
   */
  pageFacts: (
    { connection, bucket }: BucketRef,
    {
      toBatches,
      page,
      scannedAt,
    }: {
      toBatches: () => readonly IndexBatch[];
      page: PagePosition & { age: number };
      scannedAt: string;
    },
  ) =>
    // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the page and its age stand for its rows: a thousand keys make no key
    queryOptions({
      queryKey: [...queryScope.index(connection), 'page', bucket, { ...page, scannedAt }],
      queryFn: async ({ signal }) => {
        const answer: IndexedPage = { folders: [], bucket, keys: [], keyBacklinks: [], whole: true };
        // One after the other: a page of long keys is a dozen questions, and nobody waits for the last of them.
        for (const batch of toBatches()) {
          // oxlint-disable-next-line no-await-in-loop -- one at a time is meant
          const part = await call('describeFolders', { body: { connection, bucket, ...batch }, signal });
          answer.folders.push(...part.items);
          answer.keys.push(...batch.keys);
          answer.keyBacklinks.push(...part.keyBacklinks);
          answer.whole &&= part.coverage.state === 'complete';
          if (part.coverage.scannedAt !== undefined) answer.scannedAt = part.coverage.scannedAt;
        }
        return answer;
      },
      placeholderData: keepPreviousData,
      meta: staleAfterWrite({ connection }),
    }),
};
