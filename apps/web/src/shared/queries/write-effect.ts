import type { KeyRef } from '../lib/key-ref.ts';

/** What a write to a key means for the cached answer of a query. Every query definition carries one as its `meta`. */
export type WriteEffect =
  /** `stale`: asked again where it is shown. `discard`: forgotten, where only a person may ask again. */
  | { kind: 'stale' | 'discard'; affects: (written: KeyRef, data: unknown) => boolean }
  /** No write changes the answer, for this reason. */
  | { kind: 'kept'; reason: string };

type Affects<T> = (written: KeyRef, data: T | undefined) => boolean;

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { write?: WriteEffect };
  }
}

/** `affects` gets the written key and the cached answer, and tells whether the answer may be wrong now. */
export function staleAfterWrite<T>(affects: Affects<T>): { write: WriteEffect } {
  return { write: { kind: 'stale', affects: affects as Affects<unknown> } };
}

/** Like {@link staleAfterWrite}, for queries that nothing but a press of a button may run. */
export function discardedAfterWrite<T>(affects: Affects<T>): { write: WriteEffect } {
  return { write: { kind: 'discard', affects: affects as Affects<unknown> } };
}

/** The answer stays right whatever is written; `reason` says why. */
export function keptAfterWrite(reason: string): { write: WriteEffect } {
  return { write: { kind: 'kept', reason } };
}
