import type { KeyState } from '@signpost/link-model/write';
import type { Seen } from './index-store.ts';

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
