/** Where a write matters: the keys of one bucket, or of every bucket of a connection. */
export interface WriteScope {
  connection: string;
  bucket?: string;
}

type Affects<T> = (key: string, data: T | undefined) => boolean;

/** What a write to a key means for the cached answer of a query. Every query definition carries one as its `meta`. */
export type WriteEffect =
  /**
   * `stale`: asked again where it is shown. `discard`: forgotten, where only a person may ask again. Of the keys in scope
   * those of which `affects` says so; all without it. It gets the cached answer too.
   */
  | { kind: 'stale' | 'discard'; scope: WriteScope; affects?: Affects<unknown> | undefined }
  /** No write changes the answer, for this reason. */
  | { kind: 'kept'; reason: string };

interface Meta {
  write: WriteEffect;
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { write?: WriteEffect };
  }
}

export function staleAfterWrite<T>(scope: WriteScope, affects?: Affects<T>): Meta {
  return { write: { kind: 'stale', scope, affects: affects as Affects<unknown> | undefined } };
}

/** Like {@link staleAfterWrite}, for queries that nothing but a press of a button may run. */
export function discardedAfterWrite(scope: WriteScope): Meta {
  return { write: { kind: 'discard', scope } };
}

/** The answer stays right whatever is written; `reason` says why. */
export function keptAfterWrite(reason: string): Meta {
  return { write: { kind: 'kept', reason } };
}
