import { compareKeys } from './key-order.ts';
import type { LinkIndex } from './link-index.ts';

/** A key that could stand in for a target that does not work. */
export interface SuggestedTarget {
  key: string;
  /** `end`: where the chain ends; `sibling`: the same file name in a neighbouring folder. */
  why: 'end' | 'sibling';
}

/**
 * What a link could lead to instead: the end of its chain, then objects of the same file name in the folders beside
 * its target's, newest first.
 */
export function suggestTargets(index: LinkIndex, key: string): SuggestedTarget[] {
  const link = index.judge(key);
  if (link?.target === undefined) return [];
  const end = link.chain.at(-1);
  const ends: SuggestedTarget[] =
    end !== undefined && end !== link.target && index.get(end)?.kind === 'object'
      ? [{ key: end, why: 'end' }]
      : [];
  return [...ends, ...findSiblings(index, link.target)];
}

function findSiblings(index: LinkIndex, target: string): SuggestedTarget[] {
  const folderEnd = target.lastIndexOf('/');
  if (folderEnd < 0) return [];
  const above = target.slice(0, target.lastIndexOf('/', folderEnd - 1) + 1);
  const name = target.slice(folderEnd + 1);
  const version = target.slice(above.length, folderEnd);
  const found: { key: string; lastModified: string }[] = [];
  for (const entry of index.entries(above)) {
    if (entry.kind !== 'object' || entry.key === target) continue;
    const relative = entry.key.slice(above.length);
    const slash = relative.indexOf('/');
    if (slash < 0 || relative.indexOf('/', slash + 1) >= 0) continue;
    const folder = relative.slice(0, slash);
    // `cli-2.14.0.tgz` in 2.14.0/ is `cli-2.13.2.tgz` in 2.13.2/.
    const expected = version === '' ? name : name.replaceAll(version, folder);
    const file = relative.slice(slash + 1);
    if (file === name || file === expected) found.push({ key: entry.key, lastModified: entry.lastModified });
  }
  return found
    .toSorted((a, b) =>
      a.lastModified < b.lastModified ? 1 : a.lastModified > b.lastModified ? -1 : compareKeys(a.key, b.key),
    )
    .map(({ key }) => ({ key, why: 'sibling' }));
}
