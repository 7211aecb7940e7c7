import type { WriteView } from '@signpost/api-contract';
import { LRUCache } from 'lru-cache';
import { keyName, type KeyRef } from '../changes/change-log.ts';

/**
 * What pre-flights read of a key, by its token. Who types one target after another in a dialog hands the token back, and
 * the key is not read again for each. Nothing is written on the strength of it: a write reads the key anew.
 */
export interface RecentViews {
  get(key: KeyRef, token: string): WriteView | undefined;
  set(key: KeyRef, view: WriteView): void;
}

const keptMs = 10_000;
const maxEntries = 500;

export function createRecentViews(now: () => number): RecentViews {
  const views = new LRUCache<string, WriteView>({
    max: maxEntries,
    ttl: keptMs,
    ttlResolution: 0,
    perf: { now },
  });
  const name = (key: KeyRef, token: string): string => `${keyName(key)}\n${token}`;
  return {
    get: (key, token) => views.get(name(key, token)),
    set: (key, view) => views.set(name(key, view.token), view),
  };
}
