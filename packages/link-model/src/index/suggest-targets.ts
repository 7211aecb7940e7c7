import { compareKeys } from '@signpost/oss-protocol/rules';
import type { IndexEntry } from './index-entry.ts';
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
  return [...ends, ...proposeSiblings(index, link.target)];
}

/**
 * The same file in the folders beside a target's, newest first, the target itself included where it is stored:
 * `1.0/setup.exe` and `2.0/setup.exe`, `1.0/cli-1.0.tgz` and `2.0/cli-2.0.tgz`.
 */
export function listSiblings(index: LinkIndex, target: string): (IndexEntry & { kind: 'object' })[] {
  return [...siblingsOf(index, target)]
    .map(({ entry }) => entry)
    .toSorted((a, b) => compareNewest(a, b) || compareKeys(a.key, b.key));
}

function proposeSiblings(index: LinkIndex, target: string): SuggestedTarget[] {
  const current = folderOf(target);
  const ranked = [...siblingsOf(index, target)]
    .filter(({ entry }) => entry.key !== target)
    // Whoever leads readers to pre-releases wants the newest of all.
    .map(({ entry, folder }) => ({ entry, last: isPreRelease(folder) && !isPreRelease(current) }));
  return ranked
    .toSorted(
      (a, b) =>
        Number(a.last) - Number(b.last) ||
        compareNewest(a.entry, b.entry) ||
        compareKeys(a.entry.key, b.entry.key),
    )
    .map(({ entry: { key } }) => ({ key, why: 'sibling' }));
}

function compareNewest(a: IndexEntry, b: IndexEntry): number {
  return a.lastModified === b.lastModified ? 0 : a.lastModified < b.lastModified ? 1 : -1;
}

/** Name of the folder that holds a key, without its slash. */
function folderOf(key: string): string {
  const end = key.lastIndexOf('/');
  return end < 0 ? '' : key.slice(key.lastIndexOf('/', end - 1) + 1, end);
}

function* siblingsOf(
  index: LinkIndex,
  target: string,
): Generator<{ entry: IndexEntry & { kind: 'object' }; folder: string }> {
  const folderEnd = target.lastIndexOf('/');
  if (folderEnd < 0) return;
  const above = target.slice(0, target.lastIndexOf('/', folderEnd - 1) + 1);
  const name = target.slice(folderEnd + 1);
  const version = folderOf(target);
  for (const key of index.keys(above)) {
    const relative = key.slice(above.length);
    const slash = relative.indexOf('/');
    if (slash < 0 || relative.indexOf('/', slash + 1) >= 0) continue;
    const folder = relative.slice(0, slash);
    // `cli-2.14.0.tgz` in 2.14.0/ is `cli-2.13.2.tgz` in 2.13.2/.
    const expected = version === '' ? name : name.replaceAll(version, () => folder);
    const file = relative.slice(slash + 1);
    if (file !== name && file !== expected) continue;
    const entry = index.get(key);
    if (entry?.kind === 'object') yield { entry, folder };
  }
}

/** `2.15.0-rc.1`, `3.0.0-beta2`, `nightly`: what is not meant for everybody yet. `2.15.0-linux` is a release. */
const preRelease = /(?:^|[\d._+-])(?:alpha|beta|canary|dev|nightly|pre|preview|rc|snapshot)(?=$|[\d._+-])/i;

function isPreRelease(folder: string): boolean {
  return preRelease.test(folder);
}
