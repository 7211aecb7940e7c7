import { compareKeys } from '@signpost/oss-protocol/rules';
import { findSource } from '../index/folder-links.ts';
import type { FolderFile, FolderMoveCase } from './folder-move.ts';
import { toPrefix } from './move-folders.ts';
import { planLinks } from './plan-folder-move.ts';

/** A folder that links could be pointed at, with all objects below it. */
export interface CandidateFolder {
  folder: string;
  objects: readonly FolderFile[];
}

/** How well a folder fits: `matching` of the `links` that would move find their file there. `newest` is ISO 8601. */
export interface FolderMatch {
  folder: string;
  matching: number;
  links: number;
  /** Files in it, whether or not a link leads to one. */
  files: number;
  newest: string | undefined;
}

/**
 * Counts for each candidate how many of the links that follow `from` find their file there, by the very rules of the
 * move itself. Newest first; folders without a file last.
 */
export function countMatches(
  move: Pick<FolderMoveCase, 'prefix' | 'from' | 'links'>,
  candidates: readonly CandidateFolder[],
): FolderMatch[] {
  return candidates
    .map(({ folder, objects }) => matchFolder(move, { folder: toPrefix(folder), objects }))
    .toSorted((a, b) => compareKeys(b.newest ?? '', a.newest ?? '') || compareKeys(a.folder, b.folder));
}

function matchFolder(
  { prefix, from, links }: Pick<FolderMoveCase, 'prefix' | 'from' | 'links'>,
  { folder, objects }: CandidateFolder,
): FolderMatch {
  // Names of new links do not matter here, and finding them costs most.
  const { rows } = planLinks({ prefix, from, to: folder, links, objects, naming: 'same', now: 0 });
  const count = (...kinds: string[]): number => rows.filter(({ kind }) => kinds.includes(kind)).length;
  const files = objects.filter(({ key }) => !key.endsWith('/'));
  return {
    folder,
    matching: count('moved', 'unchanged'),
    links: count('moved', 'unchanged', 'missing'),
    files: files.length,
    newest: files.reduce<string | undefined>(
      (newest, { lastModified }) => (newest === undefined || lastModified > newest ? lastModified : newest),
      undefined,
    ),
  };
}

/** Where the links of a folder lead now: `following` of `links` into `folder`, the others into other folders or nowhere in particular. */
export interface FollowedFolder {
  folder: string;
  following: number;
  links: number;
  /** Other folders that some of the links follow, most links first. */
  others: { folder: string; following: number }[];
}

/**
 * Finds the folder that most links below a prefix follow, by names that are the same or differ by the version alone.
 * Undefined where none follows any. Of two with as many links it is the first in key order.
 */
export function findFollowedFolder({
  prefix,
  links,
}: Pick<FolderMoveCase, 'prefix' | 'links'>): FollowedFolder | undefined {
  const base = toPrefix(prefix);
  const below = links.filter(({ key }) => key.startsWith(base));
  const counts = new Map<string, number>();
  for (const { key, target } of below) {
    const source = findSource(base, { key, target })?.source;
    if (source !== undefined) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const [first, ...others] = [...counts]
    .map(([folder, following]) => ({ folder, following }))
    .toSorted((a, b) => b.following - a.following || compareKeys(a.folder, b.folder));
  return first === undefined ? undefined : { ...first, links: below.length, others };
}
