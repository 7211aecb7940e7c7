import type { Change, PreflightBody } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { isChangeOpen } from '../../shared/lib/change-standing.ts';
import { call, toOperationUrl } from '../../shared/api/call.ts';
import { toToldError } from '../../shared/api/problem-texts.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { toOutcomePollDelay } from './model/outcome-poll-delay.ts';
import { findSentWrite, type SentWrite } from './model/sent-write.ts';

/** One more answer at a write whose outcome is in question, and how many there were. */
export interface OutcomeRead {
  change: Change | undefined;
  reads: number;
}

/** What the beginning of an object turned out to be. */
export type Content =
  | { kind: 'text'; text: string; whole: boolean }
  | { kind: 'image' }
  | { kind: 'other'; why: ContentRefusal };

const refusals = ['binary', 'unknown-encoding', 'too-large'] as const;
type ContentRefusal = (typeof refusals)[number];

export const linkQueries = {
  /** What a write would do. Asked anew whenever the dialog comes back into view: others write too. */
  preflight: ({ connection, bucket }: BucketRef, body: PreflightBody) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'preflight', body],
      queryFn: ({ signal }) => call('preflight', { body, signal }),
      staleTime: 0,
      gcTime: 0,
      refetchOnWindowFocus: 'always',
      placeholderData: keepPreviousData,
    }),

  /** What is stored at a key; the same question as the inspector asks, and the same answer. */
  view: ({ connection, bucket }: BucketRef, key: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'view', key],
      queryFn: ({ signal }) => call('getObject', { query: { connection, bucket, key }, signal }),
      staleTime: 15_000,
    }),

  /** Keys and prefixes that begin with what was typed. */
  candidates: ({ connection, bucket }: BucketRef, typed: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'target-candidates', typed],
      queryFn: ({ signal }) =>
        call('completeTarget', { query: { connection, bucket, typed, limit: '20' }, signal }),
      placeholderData: keepPreviousData,
    }),

  /** The folders beside a release folder, to step through. */
  siblings: ({ connection, bucket }: BucketRef, parent: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'target-siblings', parent],
      queryFn: ({ signal }) =>
        call('completeTarget', { query: { connection, bucket, typed: parent, limit: '1000' }, signal }),
    }),

  /** The beginning of an object, to be compared with another. Pictures are shown by their address. */
  content: ({ connection, bucket }: BucketRef, { key, etag }: { key: string; etag: string }) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'compared-content', key, etag],
      queryFn: async ({ signal }): Promise<Content> => {
        const response = await fetch(toOperationUrl('previewObject', { connection, bucket, key }), {
          signal,
          credentials: 'same-origin',
        });
        if (!response.ok) {
          const error = await toToldError(response.status, await response.json().catch(() => undefined));
          // Neither text nor picture is an answer here, not a failure.
          if (error.code === 'preview-unsupported') {
            const why = refusals.find((reason) => reason === error.problem?.params?.['reason']);
            return { kind: 'other', why: why ?? 'binary' };
          }
          throw error;
        }
        if ((response.headers.get('content-type') ?? '').startsWith('image/')) {
          await response.body?.cancel();
          return { kind: 'image' };
        }
        return {
          kind: 'text',
          text: await response.text(),
          whole: response.headers.get('x-signpost-preview') === 'whole',
        };
      },
      staleTime: 300_000,
      retry: false,
    }),

  /** How far the link index knows a bucket; asked again while it is being read. */
  coverage: ({ connection, bucket }: BucketRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'coverage-of', bucket],
      queryFn: async ({ signal }) => {
        const { items } = await call('listCoverage', { query: { connection, bucket }, signal });
        return items[0] ?? null;
      },
      refetchInterval: ({ state }) => (state.data?.state === 'scanning' ? 1000 : false),
    }),

  change: (connection: string, id: string) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'one', id],
      queryFn: ({ signal }) => call('getChange', { query: { connection, id }, signal }),
    }),

  /** Looks at a change until its outcome is known: the server settles it by reading the key. */
  settling: (connection: string, id: string) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'unresolved', id],
      queryFn: async ({ signal, client, queryKey }): Promise<OutcomeRead> => ({
        change: await call('getChange', { query: { connection, id }, signal }),
        reads: countReads(client.getQueryData<OutcomeRead>(queryKey)),
      }),
      staleTime: 0,
      gcTime: 0,
      refetchInterval: ({ state }) =>
        isSettled(state.data?.change)
          ? false
          : toOutcomePollDelay(state.dataUpdateCount + state.errorUpdateCount),
    }),

  /** Looks for the record of a write whose answer never reached the browser. */
  lost: ({ connection, bucket }: BucketRef, lost: SentWrite) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'lost', bucket, lost],
      queryFn: async ({ signal, client, queryKey }): Promise<OutcomeRead> => {
        const { items } = await call('listChanges', {
          query: { connection, bucket, key: lost.key, limit: '5' },
          signal,
        });
        return {
          change: findSentWrite(lost, items),
          reads: countReads(client.getQueryData<OutcomeRead>(queryKey)),
        };
      },
      staleTime: 0,
      gcTime: 0,
      refetchInterval: ({ state }) =>
        isSettled(state.data?.change) || (state.data?.reads ?? 0) >= readsForRecord
          ? false
          : toOutcomePollDelay(state.dataUpdateCount + state.errorUpdateCount),
    }),
};

/** A write that reached the server is recorded before it goes on: this many reads without a record mean it did not. */
export const readsForRecord = 3;

function countReads(before: OutcomeRead | undefined): number {
  return (before?.reads ?? 0) + 1;
}

function isSettled(change: Change | undefined): boolean {
  return change !== undefined && !isChangeOpen(change);
}
