import type { RestoreResult } from '@signpost/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { queryScope } from '../../shared/api/query-scope.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import type { ColdTarget } from '../../shared/queries/key-cold-targets.ts';
import { askForRestore, type RestoreOrder } from './use-restore.ts';

export interface RestoreManyOrder extends Pick<RestoreOrder, 'days' | 'tier'> {
  targets: readonly ColdTarget[];
}

/** What became of each object that was asked for so far. */
export interface RestoreOutcomes {
  counts: Record<RestoreResult['state'], number>;
  failed: { key: string; error: Error }[];
  done: number;
}

const noOutcomes: RestoreOutcomes = {
  counts: { started: 0, extended: 0, 'in-progress': 0, unknown: 0 },
  failed: [],
  done: 0,
};

/** Requests under way at once: people's clicks come first. */
const atOnce = 3;

interface RestoreMany {
  run: (order: RestoreManyOrder) => void;
  /** Asks for nothing more; what was asked for goes on in OSS. */
  stop: () => void;
  outcomes: RestoreOutcomes;
  state: 'idle' | 'running' | 'stopping' | 'stopped' | 'done';
}

/** Asks for restores one by one, each once: one that may have arrived is never sent again by itself. */
export function useRestoreMany({ connection, bucket }: BucketRef): RestoreMany {
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState(noOutcomes);
  const [stopped, setStopped] = useState(false);
  const wanted = useRef(true);

  async function restore(target: ColdTarget, order: RestoreManyOrder): Promise<void> {
    try {
      const { state } = await askForRestore({ connection, bucket }, target, order);
      setOutcomes(({ counts, done, ...rest }) => ({
        ...rest,
        counts: { ...counts, [state]: counts[state] + 1 },
        done: done + 1,
      }));
    } catch (error) {
      const failure = { key: target.key, error: error instanceof Error ? error : new Error('not restored') };
      setOutcomes((known) => ({ ...known, failed: [...known.failed, failure], done: known.done + 1 }));
    }
  }

  const mutation = useMutation({
    mutationKey: [...queryScope.bucket(connection, bucket), 'restore-many'],
    mutationFn: async (order: RestoreManyOrder) => {
      const left = order.targets.values();
      const work = async (): Promise<void> => {
        for (const target of left) {
          if (!wanted.current) return;
          // oxlint-disable-next-line no-await-in-loop -- each worker asks for one after the other
          await restore(target, order);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
    },
    retry: false,
    networkMode: 'always',
    onSettled: () => client.invalidateQueries({ queryKey: queryScope.bucket(connection, bucket) }),
  });
  return {
    run(order) {
      wanted.current = true;
      setStopped(false);
      setOutcomes(noOutcomes);
      mutation.mutate(order);
    },
    stop() {
      wanted.current = false;
      setStopped(true);
    },
    outcomes,
    state: mutation.isPending
      ? stopped
        ? 'stopping'
        : 'running'
      : mutation.isIdle
        ? 'idle'
        : stopped
          ? 'stopped'
          : 'done',
  };
}
