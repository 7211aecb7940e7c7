import type { Change } from '@signpost/api-contract';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';

/** Writes that were one act to whoever did them: the newest stands for the others. */
export interface ChangeGroup {
  newest: Change;
  changes: readonly Change[];
  /** The folder of all links of the group. */
  folder: string;
}

/** Longest pause within one act, in milliseconds. */
const pause = 60_000;

/**
 * Puts neighbours of a list of changes, newest first, together: the same person doing the same to links of one folder
 * without a pause. A release script that moves nine links fills one row, not the whole list.
 */
export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const groups: { newest: Change; changes: Change[]; folder: string }[] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const before = group?.changes.at(-1);
    if (group !== undefined && before !== undefined && isSameAct(before, change)) group.changes.push(change);
    else groups.push({ newest: change, changes: [change], folder: toParentPrefix(change.key) });
  }
  return groups;
}

function isSameAct(later: Change, earlier: Change): boolean {
  return (
    later.bucket === earlier.bucket &&
    later.actor === earlier.actor &&
    later.action === earlier.action &&
    later.outcome === earlier.outcome &&
    later.key !== earlier.key &&
    toParentPrefix(later.key) === toParentPrefix(earlier.key) &&
    Math.abs(Date.parse(later.at) - Date.parse(earlier.at)) <= pause
  );
}
