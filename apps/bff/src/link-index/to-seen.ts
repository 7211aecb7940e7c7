import type { IndexEntry, LastSeen } from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import type { Seen } from './index-store.ts';

/** An object as it was last known to be there; undefined for a link. `at` in milliseconds: not before its last change. */
export function toLastSeen(entry: IndexEntry | undefined, at: number): LastSeen | undefined {
  if (entry?.kind !== 'object') return undefined;
  const { size, storageClass, etag, lastModified } = entry;
  const seenAt = new Date(Math.max(at, Date.parse(lastModified))).toISOString();
  return { size, storageClass, etag, lastModified, seenAt };
}

/** The state of a key as an index knows it. */
export function toSeen(key: string, state: KeyState): Seen {
  if (state.kind === 'absent') return { key };
  const { etag, lastModified, size } = state.facts;
  const facts = { key, etag, lastModified, size };
  if (state.kind === 'object')
    return { key, entry: { kind: 'object', ...facts, storageClass: state.storageClass } };
  const { target, storageClass } = state.link;
  const own = storageClass.known ? storageClass.value : 'Standard';
  return { key, entry: { kind: 'link', ...facts, target, storageClass: own } };
}
