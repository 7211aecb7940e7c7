import { useSyncExternalStore } from 'react';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { stage, unstage, type StagedMove } from './model/staged-moves.ts';

/** Staged moves by bucket: they outlast a look at another page, and end with the window. */
const kept = new Map<string, readonly StagedMove[]>();
const listeners = new Set<() => void>();
const none: readonly StagedMove[] = [];

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is staged on the map of a bucket, and how to change it. */
export interface StagedMoves {
  moves: readonly StagedMove[];
  add: (move: StagedMove) => void;
  remove: (pointer: StagedMove['pointer']) => void;
  clear: () => void;
}

export function useStagedMoves({ connection, bucket }: BucketRef): StagedMoves {
  const id = JSON.stringify([connection, bucket]);
  const moves = useSyncExternalStore(subscribe, () => kept.get(id) ?? none);
  const set = (next: readonly StagedMove[]): void => {
    kept.set(id, next);
    for (const listener of listeners) listener();
  };
  return {
    moves,
    add: (move) => set(stage(moves, move)),
    remove: (pointer) => set(unstage(moves, pointer)),
    clear: () => set(none),
  };
}
