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

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { write?: WriteEffect };
  }
}

export function staleAfterWrite<T>(scope: WriteScope, affects?: Affects<T>): { write: WriteEffect } {
  return { write: { kind: 'stale', scope, affects: affects as Affects<unknown> | undefined } };
}
