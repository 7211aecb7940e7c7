import type { Query, QueryClient } from '@tanstack/react-query';
import { tellOtherTabs } from '../api/other-tabs.ts';
import type { KeyRef } from '../lib/key-ref.ts';
import type { WriteEffect } from './write-effect.ts';

/** Reads again what a write to this key has made wrong, and has the other tabs do the same. */
export function refreshAfterWrite(client: QueryClient, written: KeyRef): Promise<void> {
  tellOtherTabs(written);
  return refreshWritten(client, written);
}

/** Reads again what a write to this key has made wrong, and nothing else: a write must not cost a screenful of calls. */
export async function refreshWritten(client: QueryClient, written: KeyRef): Promise<void> {
  const has =
    (kind: WriteEffect['kind']) =>
    ({ meta, state }: Query): boolean =>
      meta?.write?.kind === kind && isAffected(meta.write, written, state.data);
  await Promise.all([
    client.invalidateQueries({ predicate: has('stale') }),
    client.resetQueries({ predicate: has('discard') }),
  ]);
}

/** Whether a write makes the answer of a query wrong. */
export function isAffected(effect: WriteEffect, { connection, bucket, key }: KeyRef, data: unknown): boolean {
  if (effect.kind === 'kept') return false;
  const { scope, affects } = effect;
  return (
    scope.connection === connection &&
    (scope.bucket === undefined || scope.bucket === bucket) &&
    (affects === undefined || affects(key, data))
  );
}
