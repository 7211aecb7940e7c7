import { applyRenaming, listRenamings } from './version-renaming.ts';
import type { PlannedAction } from './write-phase.ts';

/** What equal changes of many links have in common. */
export interface ChangeGroup {
  action: PlannedAction | 'copy' | 'delete-object';
  /**
   * What targets begin with now; null where a link is created. For a delete: the folder of the key. For a copy: what
   * keys begin with, and in `to` what the copies begin with.
   */
  from: string | null;
  /** What they begin with afterwards; null where a link is deleted. */
  to: string | null;
  /** What follows: kept, renamed as the version in the folder's name is, or another name for each link. */
  names: 'same' | 'renamed' | 'other';
}

/** A change of one link. `now` and `target` are keys; null where no link is. */
export interface GroupedChange {
  action: ChangeGroup['action'] | 'restore';
  key: string;
  now: string | null;
  target: string | null;
  /** Of a copied object: where it is copied from. */
  twin?: { key: string } | undefined;
}

/**
 * Names what a change has in common with others, so that ten thousand equal ones are one line. A state that is restored
 * is the create, repoint or delete that leads there.
 */
export function toChangeGroup({ key, now, target, twin, ...change }: GroupedChange): ChangeGroup {
  const action = change.action === 'restore' ? toWayThere(now, target) : change.action;
  if (action === 'copy' && twin !== undefined) return { action, ...compareTargets(twin.key, key) };
  if (target === null) return { action, from: folderOf(key), to: null, names: 'same' };
  if (now === null) {
    const names = nameOf(key) === nameOf(target) ? 'same' : 'other';
    return { action, from: null, to: folderOf(target), names };
  }
  return { action, ...compareTargets(now, target) };
}

function toWayThere(now: string | null, target: string | null): PlannedAction {
  if (target === null) return 'delete';
  return now === null ? 'create' : 'repoint';
}

function compareTargets(now: string, target: string): Pick<ChangeGroup, 'from' | 'to' | 'names'> {
  const [a, b] = [now.split('/'), target.split('/')];
  const first = a.findIndex((part, i) => part !== b[i]);
  // Where folders differ in one name, the version in it may be in the names below it, too.
  if (first >= 0 && first < a.length - 1 && a.length === b.length) {
    const [old, next] = [a.slice(first + 1).join('/'), b.slice(first + 1).join('/')];
    const [from, to] = [head(a, first + 1), head(b, first + 1)];
    if (old === next) return { from, to, names: 'same' };
    const renamings = listRenamings(a[first] ?? '', b[first] ?? '');
    if (renamings.some((renaming) => applyRenaming(old, renaming) === next))
      return { from, to, names: 'renamed' };
  }
  let kept = 0;
  while (kept < Math.min(a.length, b.length) && a.at(-1 - kept) === b.at(-1 - kept)) kept += 1;
  if (kept > 0) return { from: head(a, a.length - kept), to: head(b, b.length - kept), names: 'same' };
  return { from: folderOf(now), to: folderOf(target), names: 'other' };
}

const head = (parts: readonly string[], count: number): string =>
  parts
    .slice(0, count)
    .map((part) => `${part}/`)
    .join('');

const folderOf = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1);
const nameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);
