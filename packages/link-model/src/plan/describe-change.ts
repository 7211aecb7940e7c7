import { lastSegment } from '../index/folder-links.ts';
import { applyRenaming, listRenamings, type VersionRenaming } from './version-renaming.ts';

/** How one key becomes another: which prefix takes the place of which, and what becomes of the name below it. */
export interface KeyChange {
  from: string;
  to: string;
  /** `renamed`: the version in it is swapped, see `renaming`. */
  names: 'same' | 'renamed' | 'other';
  renaming?: VersionRenaming;
}

/**
 * Compares two keys folder by folder: `cli/2.14.0/a/b` and `cli/2.15.0/a/b` differ in `cli/2.14.0/` and `cli/2.15.0/`.
 */
export function describeChange(before: string, after: string): KeyChange {
  const [a, b] = [before.split('/'), after.split('/')];
  const last = cutAtSuffix(a, b);
  for (const cut of [cutAtDifference(a, b), last]) {
    const change = cut === undefined ? undefined : compareNames([before, after], cut);
    if (change !== undefined) return change;
  }
  return { ...last, names: 'other' };
}

interface Cut {
  from: string;
  to: string;
}

/** The prefixes that end with the first folders that differ; undefined where one key has no such folder. */
function cutAtDifference(a: readonly string[], b: readonly string[]): Cut | undefined {
  const depth = Math.min(a.length, b.length) - 1;
  const at = a.slice(0, depth).findIndex((name, i) => name !== b[i]);
  return at < 0 ? undefined : { from: toFolder(a.slice(0, at + 1)), to: toFolder(b.slice(0, at + 1)) };
}

/** The prefixes above the folders that both keys end with. */
function cutAtSuffix(a: readonly string[], b: readonly string[]): Cut {
  const [mine, theirs] = [a.slice(0, -1), b.slice(0, -1)];
  const most = Math.min(mine.length, theirs.length);
  let kept = 0;
  while (kept < most && mine.at(-1 - kept) === theirs.at(-1 - kept)) kept += 1;
  // Where the folders are the same, so are the prefixes.
  if (kept === mine.length && kept === theirs.length) kept = 0;
  return {
    from: toFolder(mine.slice(0, mine.length - kept)),
    to: toFolder(theirs.slice(0, theirs.length - kept)),
  };
}

function toFolder(names: readonly string[]): string {
  return names.map((name) => `${name}/`).join('');
}

function compareNames([before, after]: [string, string], { from, to }: Cut): KeyChange | undefined {
  const [name, other] = [before.slice(from.length), after.slice(to.length)];
  if (name === other) return { from, to, names: 'same' };
  const renaming = listRenamings(lastSegment(from), lastSegment(to)).find(
    (one) => applyRenaming(name, one) === other,
  );
  return renaming === undefined ? undefined : { from, to, names: 'renamed', renaming };
}
