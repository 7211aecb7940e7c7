import { compareKeys } from '@signpost/oss-protocol/rules';
import type { LinkIndex } from './link-index.ts';

/** A key that could replace a target that does not work. */
export interface SuggestedTarget {
  key: string;
  /** `end`: where the chain ends; `sibling`: the same file name in a neighbouring folder. */
  why: 'end' | 'sibling';
}

/**
 * What a link could lead to instead: the end of its chain, then objects of the same file name in the folders beside
 * its target's, newest first. Pre-releases come after all releases, unless the target is one itself.
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
  const found: Sibling[] = [];
  for (const entry of index.entries(above)) {
    if (entry.kind !== 'object' || entry.key === target) continue;
    const relative = entry.key.slice(above.length);
    const slash = relative.indexOf('/');
    if (slash < 0 || relative.indexOf('/', slash + 1) >= 0) continue;
    const folder = relative.slice(0, slash);
    // `cli-2.14.0.tgz` in 2.14.0/ is `cli-2.13.2.tgz` in 2.13.2/.
    const expected = version === '' ? name : name.replaceAll(version, folder);
    const file = relative.slice(slash + 1);
    if (file === name || file === expected)
      found.push({
        key: entry.key,
        lastModified: entry.lastModified,
        // Whoever leads readers to pre-releases wants the newest of all.
        last: isPreRelease(folder) && !isPreRelease(version),
      });
  }
  return found.toSorted(compareSiblings).map(({ key }) => ({ key, why: 'sibling' }));
}

interface Sibling {
  key: string;
  lastModified: string;
  /** Stands behind all that are not. */
  last: boolean;
}

function compareSiblings(a: Sibling, b: Sibling): number {
  if (a.last !== b.last) return a.last ? 1 : -1;
  if (a.lastModified !== b.lastModified) return a.lastModified < b.lastModified ? 1 : -1;
  return compareKeys(a.key, b.key);
}

/** `2.15.0-rc.1`, `3.0.0-beta2`, `nightly`: what is not meant for everybody yet. `2.15.0-linux` is a release. */
const preRelease = /(?:^|[\d._+-])(?:alpha|beta|canary|dev|nightly|pre|preview|rc|snapshot)(?=$|[\d._+-])/i;

function isPreRelease(folder: string): boolean {
  return preRelease.test(folder);
}
