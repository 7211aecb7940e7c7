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
    ({ meta, state }: Query): boolean => {
      const effect = meta?.write;
      return effect?.kind === kind && effect.kind !== 'kept' && effect.affects(written, state.data);
    };
  await Promise.all([
    client.invalidateQueries({ predicate: has('stale') }),
    client.resetQueries({ predicate: has('discard') }),
  ]);
}
