import type { Change } from '@signpost/api-contract';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';

/** Writes that were made together: the newest stands for the others. */
export interface ChangeGroup {
  newest: Change;
  changes: readonly Change[];
  /** The folder that holds all links of the group. */
  folder: string;
  /** The page of changes ends within it: it may go on. */
  open: boolean;
}

/**
 * Puts the changes of a list, newest first, together by their group. A release script that moves nine links fills one
 * row, not the whole list. `goesOn`: more changes follow on another page.
 */
export function groupChanges(changes: readonly Change[], goesOn = false): ChangeGroup[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.group);
    if (group === undefined) groups.set(change.group, [change]);
    else group.push(change);
  }
  const lastGroup = changes.at(-1)?.group;
  return [...groups.values()].flatMap((members) => {
    const [newest] = members;
    if (newest === undefined) return [];
    return {
      newest,
      changes: members,
      folder: toCommonFolder(members),
      open: goesOn && newest.group === lastGroup,
    };
  });
}

function toCommonFolder(changes: readonly Change[]): string {
  const folders = changes.map(({ key }) => toParentPrefix(key));
  return folders.reduce((common, folder) => {
    let shared = common;
    while (!folder.startsWith(shared)) shared = toParentPrefix(shared.slice(0, -1));
    return shared;
  });
}
