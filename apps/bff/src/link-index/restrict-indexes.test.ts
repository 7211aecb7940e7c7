import { LinkIndex, type IndexEntry } from '@signpost/link-model/index';
import { expect, test } from 'vitest';
import { authorise, localActor, type Decider } from '../auth/permit.ts';
import type { IndexedConnection } from './indexed-connection.ts';
import { restrictIndexes, type RestrictedIndexes } from './restrict-indexes.ts';

const facts = { etag: 'E', lastModified: '2026-11-22T10:00:00.000Z', size: 7, storageClass: 'Standard' };
const object = (key: string): IndexEntry => ({ kind: 'object', key, ...facts });
const link = (key: string, target: string): IndexEntry => ({ kind: 'link', key, target, ...facts });

const index = new LinkIndex([
  object('closed/a'),
  object('open/a'),
  link('closed/l', 'open/a'),
  link('open/good', 'open/a'),
  link('open/into-closed', 'closed/a'),
  link('open/into-nothing', 'closed/none'),
]);

function restrict(decide: Decider): RestrictedIndexes {
  const connection = {
    config: { name: 'default' },
    indexes: {
      buckets: () => ['b'],
      get: () => index,
      coverage: () => ({ bucket: 'b', state: 'complete', keys: index.size, pending: 0, calls: 1 }),
    },
  };
  return restrictIndexes(connection as unknown as IndexedConnection, authorise(localActor, decide));
}

test('an actor who may see the whole bucket gets its index itself', () => {
  expect(restrict(() => true).get('b')).toBe(index);
});

test('an actor who may see nothing is not told of the bucket', () => {
  const nothing = restrict(() => false);
  expect(nothing.buckets()).toEqual([]);
  expect(nothing.ofSeen([{ name: 'b' }])).toEqual([]);
  expect(nothing.coverage('b').keys).toBe(0);
});

test('entries, sums and backlinks hold only what may be seen, and a target outside is forbidden', () => {
  const some = restrict((_actor, _right, { key }) => key?.startsWith('open/') === true);
  const seen = some.get('b');
  expect([...(seen?.entries() ?? [])].map(({ key }) => key)).toEqual([
    'open/a',
    'open/good',
    'open/into-closed',
    'open/into-nothing',
  ]);
  expect(seen?.rollUp('')).toMatchObject({ objects: 1, links: 3, byHealth: { ok: 1, forbidden: 2 } });
  expect(seen?.backlinksOf('open/a')).toEqual(['open/good']);
  expect(seen?.judge('open/into-closed')).toEqual({
    ...seen?.judge('open/into-nothing'),
    key: 'open/into-closed',
    target: 'closed/a',
  });
  expect([some.isWhole('b'), some.coverage('b').keys]).toEqual([false, 4]);
});
