import { LinkIndex } from '@signpost/link-model/index';
import { expect, it } from 'vitest';
import { describeFolders } from './describe-folders.ts';
import { listFolderChoices } from './folder-choices.ts';

const base = { etag: 'E', lastModified: '2026-11-22T00:00:00.000Z', size: 1, storageClass: 'Standard' };

function toIndex(objects: readonly string[], links: Record<string, string>, more: object = {}): LinkIndex {
  const index = new LinkIndex();
  for (const key of objects) index.put({ kind: 'object', key, ...base, ...more });
  for (const [key, target] of Object.entries(links)) index.put({ kind: 'link', key, target, ...base });
  return index;
}

it('names first what most links lead into a folder from', () => {
  const index = toIndex(['v1/a', 'v1/b', 'v1/c', 'v2/a', 'v2/b'], {
    'beta/a': 'v1/a',
    'beta/b': 'v2/b',
    'beta/c': 'v2/a',
    'latest/a': 'v1/a',
    'latest/b': 'v1/b',
    'latest/c': 'v1/c',
    one: 'v1/a',
  });
  const [row] = describeFolders(index, { bucket: 'b', prefixes: ['v1/'] }, { most: 3, now: 0 });
  expect(row?.backlinks.first[0]).toBe('latest/');
});

it('counts the archived objects of a folder that could be followed', () => {
  const index = toIndex(['v1/a', 'v1/b'], { 'latest/a': 'v2/a' }, { storageClass: 'Archive' });
  index.put({ kind: 'object', key: 'v2/a', ...base });
  const { items } = listFolderChoices(index, 'latest/', 5);
  expect(items.map(({ prefix, archived }) => [prefix, archived])).toEqual(
    expect.arrayContaining([
      ['v1/', 2],
      ['v2/', undefined],
    ]),
  );
});
