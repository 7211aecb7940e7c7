import type { QueryOf } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef, KeyRef } from '../lib/key-ref.ts';
import { toScanPollDelay } from './scan-poll-delay.ts';
import { staleAfterWrite } from './write-effect.ts';

/** Longest text the index is asked for. */
const maxText = 1024;

/** Questions to the link index, at no call to OSS, apart from those that are part of the first load. */
export const indexKeyQueries = {
  /** Whether a folder follows another folder, and what breaks soon below it. */
  folder: ({ connection, bucket }: BucketRef, prefix: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'folder', bucket, prefix],
      queryFn: async ({ signal }) => {
        const { items, breaksSoon } = await call('describeFolders', {
          body: { connection, bucket, prefixes: [prefix], within: prefix },
          signal,
        });
        return { folderLink: items[0]?.folderLink, breaksSoon };
      },
      staleTime: 5_000,
      meta: staleAfterWrite({ connection }),
    }),

  /** Links summed up by bucket, or by the next folder below a prefix. */
  linkGroups: (connection: string, filter: Omit<QueryOf<'rollUpLinks'>, 'connection' | 'limit'>) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'link-groups', filter],
      queryFn: ({ signal }) => call('rollUpLinks', { query: { connection, ...filter }, signal }),
      staleTime: 5_000,
      placeholderData: keepPreviousData,
      meta: staleAfterWrite({ connection }),
    }),

  /** Links of a bucket in groups, and where they lead. */
  map: ({ connection, bucket }: BucketRef, narrowed: { prefix?: string; contains?: string; at?: string }) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'map', bucket, narrowed],
      queryFn: ({ signal }) => call('getMap', { query: { connection, bucket, ...narrowed }, signal }),
      staleTime: 5_000,
      // The map before stays until the next one is there.
      placeholderData: keepPreviousData,
      meta: staleAfterWrite({ connection }),
    }),

  /** What a key leads to, what leads to it, and what else leads to the same target. */
  neighbourhood: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'neighbourhood', bucket, key],
      queryFn: ({ signal }) => call('getNeighbourhood', { query: { connection, bucket, key }, signal }),
      staleTime: 5_000,
      refetchInterval: ({ state: { data } }) => toScanPollDelay(data && [data.coverage]),
      // The picture before stays until the next one is there.
      placeholderData: keepPreviousData,
      meta: staleAfterWrite({ connection }),
    }),

  /** What a link could be repaired with. */
  candidates: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'candidates', bucket, key],
      queryFn: ({ signal }) => call('listCandidates', { query: { connection, bucket, key }, signal }),
      staleTime: 30_000,
      refetchInterval: ({ state: { data } }) => toScanPollDelay(data && [data.coverage]),
      meta: staleAfterWrite({ connection }),
    }),

  /** Which links lead to a key, as far as the index knows. */
  backlinks: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'backlinks', bucket, key],
      queryFn: ({ signal }) =>
        call('listBacklinks', { query: { connection, bucket, key, limit: '100' }, signal }),
      staleTime: 5_000,
      refetchInterval: ({ state: { data } }) => toScanPollDelay(data && [data.coverage]),
      meta: staleAfterWrite({ connection }),
    }),

  /** Keys and targets that contain a text. Never asked with anything that came from behind a question mark of a URL. */
  search: (connection: string, text: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'search', text],
      queryFn: ({ signal }) =>
        call('search', { query: { connection, text: text.slice(0, maxText), limit: '20' }, signal }),
      enabled: text !== '',
      staleTime: 10_000,
      meta: staleAfterWrite({ connection }),
    }),
};
