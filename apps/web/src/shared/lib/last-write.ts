import type { Change } from '@signpost/api-contract';
import { diffKeys } from '@signpost/link-model/text';
import type { KeyState } from '@signpost/link-model/write';

/** Who wrote what is stored now: a recorded change, or somebody else at a moment that is known unless nothing is stored. */
export type LastWrite = { change: Change } | { change?: undefined; at: string | undefined };

/** Finds the write behind the state of a key among its changes, newest first. */
export function findLastWrite(changes: readonly Change[], state: KeyState): LastWrite {
  const change = changes.find(({ outcome, action }) => outcome !== 'failed' && action !== 'restore');
  const at = state.kind === 'absent' ? undefined : state.facts.lastModified;
  return change !== undefined && isBehind(change, state) ? { change } : { at };
}

function isBehind({ outcome, after }: Change, state: KeyState): boolean {
  // An open write may be what is stored: that it is open is said with it.
  if (outcome !== 'applied') return true;
  if (after === undefined || after.kind !== state.kind) return false;
  return (
    after.kind === 'absent' ||
    state.kind === 'absent' ||
    (after.facts.etag === state.facts.etag && after.facts.lastModified === state.facts.lastModified)
  );
}

/** The one piece that differs between two targets, such as a version; undefined where more differs than that. */
export function toSwap(before: string, after: string): { from: string; to: string } | undefined {
  const parts = diffKeys(before, after).filter(({ kind }) => kind !== 'same');
  const [first, second] = parts;
  if (first?.kind !== 'removed' || second?.kind !== 'added') return undefined;
  const repeats = parts.every(({ kind, text }) => text === (kind === 'removed' ? first.text : second.text));
  return repeats ? { from: first.text, to: second.text } : undefined;
}
