import type { Change } from '@signpost/api-contract';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';

/** Writes that were one act to whoever did them: the newest stands for the others. */
export interface ChangeGroup {
  newest: Change;
  changes: readonly Change[];
  /** The folder of all links of the group. */
  folder: string;
  /** The page of changes ends within it: it may go on. */
  open: boolean;
}

/** Longest pause within one act, in milliseconds. */
const pause = 60_000;

/**
 * Puts neighbours of a list of changes, newest first, together: the same person doing the same to links of one folder
 * without a pause. A release script that moves nine links fills one row, not the whole list. `goesOn`: more changes
 * follow on another page.
 */
export function groupChanges(changes: readonly Change[], goesOn = false): ChangeGroup[] {
  const groups: { newest: Change; changes: Change[]; folder: string }[] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const before = group?.changes.at(-1);
    if (group !== undefined && before !== undefined && isSameAct(before, change)) group.changes.push(change);
    else groups.push({ newest: change, changes: [change], folder: toParentPrefix(change.key) });
  }
  return groups.map((group, index) => ({ ...group, open: goesOn && index === groups.length - 1 }));
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
