import type { Change } from '@signpost/api-contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import { isChangeOpen } from '../lib/change-standing.ts';
import type { KeyRef } from '../lib/key-ref.ts';
import { toOutcomePollDelay } from './outcome-poll-delay.ts';
import { staleAfterWrite } from './write-effect.ts';

/** One more read of a write whose outcome is in question, and how many there were. */
export interface OutcomeRead {
  change: Change | undefined;
  reads: number;
}

/** A write that reached the server is recorded before it goes on: this many reads without a record mean it did not. */
export const readsForRecord = 3;

/** Questions about one write whose outcome may still be open. Apart from the list's, which are part of the first load. */
export const outcomeQueries = {
  /** One change. While its outcome is unknown, asking makes the server look again. */
  one: (connection: string, id: string) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'one', id],
      queryFn: async ({ signal, client, queryKey }): Promise<OutcomeRead & { change: Change }> => ({
        change: await call('getChange', { query: { connection, id }, signal }),
        reads: countReads(client.getQueryData<OutcomeRead>(queryKey)),
      }),
      staleTime: 0,
      refetchInterval: ({ state }) =>
        isKnown(state.data?.change)
          ? false
          : toOutcomePollDelay(state.dataUpdateCount + state.errorUpdateCount),
      meta: staleAfterWrite({ connection }),
    }),

  /** Looks for the record of a write whose answer never reached the browser, among the newest changes of its key. */
  recordOf: <Sent extends { key: string }>(
    { connection, bucket, key }: KeyRef,
    sent: Sent,
    find: (sent: Sent, newest: readonly Change[]) => Change | undefined,
  ) =>
    // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- find is code: the write that was sent says what is asked
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'record-of', bucket, key, sent],
      queryFn: async ({ signal, client, queryKey }): Promise<OutcomeRead> => {
        const { items } = await call('listChanges', {
          query: { connection, bucket, key, limit: '5' },
          signal,
        });
        return {
          change: find(sent, items),
          reads: countReads(client.getQueryData<OutcomeRead>(queryKey)),
        };
      },
      staleTime: 0,
      gcTime: 0,
      refetchInterval: ({ state }) =>
        isKnown(state.data?.change) || (state.data?.reads ?? 0) >= readsForRecord
          ? false
          : toOutcomePollDelay(state.dataUpdateCount + state.errorUpdateCount),
      meta: staleAfterWrite({ connection }),
    }),
};

function countReads(before: OutcomeRead | undefined): number {
  return (before?.reads ?? 0) + 1;
}

function isKnown(change: Change | undefined): boolean {
  return change !== undefined && !isChangeOpen(change);
}
