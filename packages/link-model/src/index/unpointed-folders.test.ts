import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { IndexEntry } from './index-entry.ts';
import { LinkIndex } from './link-index.ts';
import { listUnpointedFolders } from './unpointed-folders.ts';

const common = { etag: '"e"', lastModified: '2026-11-22T00:00:00.000Z', size: 10, storageClass: 'Standard' };
const object = (key: string): IndexEntry => ({ kind: 'object', key, ...common });
const link = (key: string, target: string): IndexEntry => ({ kind: 'link', key, target, ...common });
const find = (entries: readonly IndexEntry[], prefix?: string): string[] =>
  listUnpointedFolders(new LinkIndex(entries), prefix).map((folder) => folder.prefix);

it('finds the highest folders that no link leads to', () => {
  const entries = [object('v/1/a/x'), object('v/1/b'), object('v/2/a'), object('w/a'), link('now', 'v/2/a')];
  expect(find(entries)).toEqual(['v/1/', 'w/']);
  expect(find(entries, 'v/')).toEqual(['v/1/']);
});

it('counts a folder as used by a link in it, and by one that leads to it by name', () => {
  expect(find([object('a/x'), link('a/y', 'gone'), object('b/x'), link('now', 'b')])).toEqual([]);
});

it('sums up what lies in a folder', () => {
  expect(listUnpointedFolders(new LinkIndex([object('v/1/a'), object('v/1/b/c')]))).toEqual([
    { prefix: 'v/', objects: 2, bytes: 20, classes: { Standard: 2 }, newest: common.lastModified },
  ]);
});

it('finds what looking at every folder by itself finds', () => {
  const key = fc
    .tuple(fc.constantFrom('', 'p/', 'p/q/', 'p/q/r/', 's/', '/', 'p//'), fc.constantFrom('a', 'b', ''))
    .map(([prefix, name]) => prefix + name)
    .filter((one) => one !== '');
  const entry = fc.oneof(
    { weight: 3, arbitrary: key.map(object) },
    { weight: 1, arbitrary: fc.tuple(key, key).map(([from, to]) => link(from, to)) },
  );
  let found = 0;
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: (one) => one.key, maxLength: 12 }), (entries) => {
      const targets = entries.flatMap((one) => (one.kind === 'link' ? [one.target] : []));
      const folders = new Set(
        entries.flatMap(({ key: of }) => [...of.matchAll(/\//g)].map(({ index }) => of.slice(0, index + 1))),
      );
      const unpointed = [...folders].filter((folder) => {
        const below = entries.filter((one) => one.key.startsWith(folder));
        const leadsHere = (target = ''): boolean =>
          below.some((one) => one.key === target) ||
          // By name: to the folder itself, or to one below it.
          [...folders].some(
            (one) => one.startsWith(folder) && (target === one || target === one.slice(0, -1)),
          );
        return below.every(({ kind }) => kind === 'object') && !targets.some(leadsHere);
      });
      const highest = unpointed.filter(
        (folder) => !unpointed.some((other) => other !== folder && folder.startsWith(other)),
      );
      found += highest.length;
      expect(find(entries).toSorted()).toEqual(highest.toSorted());
    }),
  );
  expect(found).toBeGreaterThan(20);
});
