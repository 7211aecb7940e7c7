import type { FolderRow, KeyBacklinks, QueryOf } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef, KeyRef } from '../lib/key-ref.ts';
import type { PagePosition } from './object-queries.ts';
import { toScanPollDelay } from './scan-poll-delay.ts';
import { staleAfterWrite } from './write-effect.ts';

/** Links of one page: what the server gives at most. */
export const linkPageSize = 1000;

/** Longest text the index is asked for. */
const maxText = 1024;

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

/** Rows of a page that one question to the index is about. */
export interface IndexBatch {
  prefixes: string[];
  keys: string[];
}

/** A write anywhere may change any answer of the index: one bucket's link may be listed beside another's. */
const afterAnyWrite = (connection: string) => staleAfterWrite((written) => written.connection === connection);

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
      meta: afterAnyWrite(connection),
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
      meta: afterAnyWrite(connection),
    }),

  links: (connection: string, filter: Omit<QueryOf<'listLinks'>, 'connection' | 'limit'>) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'links', filter],
      queryFn: ({ signal }) =>
        call('listLinks', { query: { connection, ...filter, limit: String(linkPageSize) }, signal }),
      staleTime: 5_000,
      // Rows of the filter before stay until those of the next are there.
      placeholderData: keepPreviousData,
      meta: afterAnyWrite(connection),
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
        const answer: IndexedPage = { folders: [], keyBacklinks: [], whole: true };
        // One after the other: a page of long keys is a dozen questions, and nobody waits for the last of them.
        for (const batch of toBatches()) {
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
      meta: afterAnyWrite(connection),
    }),

  /** Whether the folder of a link follows another folder. */
  folder: ({ connection, bucket }: BucketRef, prefix: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'folder', bucket, prefix],
      queryFn: async ({ signal }) => {
        const { items } = await call('describeFolders', {
          body: { connection, bucket, prefixes: [prefix] },
          signal,
        });
        return items[0] ?? null;
      },
      staleTime: 5_000,
      meta: afterAnyWrite(connection),
    }),

  /** What a link could be repaired with. */
  candidates: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'candidates', bucket, key],
      queryFn: ({ signal }) => call('listCandidates', { query: { connection, bucket, key }, signal }),
      staleTime: 30_000,
      refetchInterval: ({ state: { data } }) => toScanPollDelay(data && [data.coverage]),
      meta: afterAnyWrite(connection),
    }),

  /** Which links lead to a key, as far as the index knows. */
  backlinks: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'backlinks', bucket, key],
      queryFn: ({ signal }) =>
        call('listBacklinks', { query: { connection, bucket, key, limit: '100' }, signal }),
      staleTime: 5_000,
      refetchInterval: ({ state: { data } }) => toScanPollDelay(data && [data.coverage]),
      meta: afterAnyWrite(connection),
    }),

  /** Keys and targets that contain a text. Never asked with anything that came from behind a question mark of a URL. */
  search: (connection: string, text: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'search', text],
      queryFn: ({ signal }) =>
        call('search', { query: { connection, text: text.slice(0, maxText), limit: '20' }, signal }),
      enabled: text !== '',
      staleTime: 10_000,
      meta: afterAnyWrite(connection),
    }),
};
