import { queryOptions } from '@tanstack/react-query';
import { call, toOperationUrl } from '../api/call.ts';
import { toToldError } from '../api/problem-texts.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef, KeyRef } from '../lib/key-ref.ts';

/** What a preview turned out to be, by the bytes. */
export type PreviewContent =
  | { kind: 'image'; type: string }
  | { kind: 'text'; text: string; whole: boolean; unpacked: boolean; charset?: string };

/** What a preview turned out to be. Images are shown by their address, so that no byte of them passes through here. */
type Preview = PreviewContent | { kind: 'other'; why: PreviewRefusal };

/** Why there is nothing to be shown, which is an answer and no failure. */
const refusals = ['binary', 'unknown-encoding', 'too-large'] as const;
type PreviewRefusal = (typeof refusals)[number];

/** Milliseconds between two questions while the index is being filled. */
const scanPace = 1500;

/** Newest changes that the timeline shows. */
const mostChanges = 50;

export const inspectorQueries = {
  /** All that is known about one key. The dialog reads the same key anew before it writes. */
  view: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'view', key],
      queryFn: ({ signal }) => call('getObject', { query: { connection, bucket, key }, signal }),
      staleTime: 15_000,
    }),

  /** The beginning of an object, or of what a link reaches. `etag` makes another content another question. */
  preview: ({ connection, bucket, key }: KeyRef, etag: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'preview', key, etag],
      queryFn: async ({ signal }): Promise<Preview> => {
        const response = await fetch(toOperationUrl('previewObject', { connection, bucket, key }), {
          signal,
          credentials: 'same-origin',
        });
        if (!response.ok) {
          const error = await toToldError(response.status, await response.json().catch(() => undefined));
          const why = refusals.find((reason) => reason === error.problem?.params?.['reason']);
          if (error.code === 'preview-unsupported' && why !== undefined) return { kind: 'other', why };
          throw error;
        }
        const { headers } = response;
        const type = headers.get('content-type') ?? '';
        if (type.startsWith('image/')) {
          await response.body?.cancel();
          return { kind: 'image', type };
        }
        return {
          kind: 'text',
          text: await response.text(),
          whole: headers.get('x-signpost-preview') !== 'beginning',
          unpacked: headers.has('x-signpost-unpacked'),
          charset: headers.get('x-signpost-charset') ?? 'utf-8',
        };
      },
      staleTime: 300_000,
      retry: false,
    }),

  /** What a link could be repaired with; the same question as the first screen asks, and the same answer. */
  candidates: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'candidates', bucket, key],
      queryFn: ({ signal }) => call('listCandidates', { query: { connection, bucket, key }, signal }),
      staleTime: 30_000,
      refetchInterval: ({ state }) => (state.data?.coverage.state === 'scanning' ? scanPace : false),
    }),

  /** Whether the folder of a link follows another folder; from the index, at no call to OSS. */
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
    }),

  /** Who leads to a key, as far as the index knows. */
  backlinks: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'backlinks', bucket, key],
      queryFn: ({ signal }) =>
        call('listBacklinks', { query: { connection, bucket, key, limit: '100' }, signal }),
      staleTime: 5_000,
      refetchInterval: ({ state }) => (state.data?.coverage.state === 'scanning' ? scanPace : false),
    }),

  /** Who can read through a link. Asked by a person only; `token` makes another link another question. */
  readers: ({ connection, bucket, key }: KeyRef, token: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'readers', key, token],
      queryFn: ({ signal }) => call('tryReaders', { query: { connection, bucket, key }, signal }),
      enabled: false,
      staleTime: Infinity,
      retry: false,
    }),

  /** Our own writes to one key, newest first. */
  changes: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'of-key', bucket, key],
      queryFn: ({ signal }) =>
        call('listChanges', {
          query: { connection, bucket, key, limit: String(mostChanges) },
          signal,
        }),
      staleTime: 2_000,
    }),
};
