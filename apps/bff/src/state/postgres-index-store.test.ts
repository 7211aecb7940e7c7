import { randomUUID } from 'node:crypto';
import type { IndexEntry } from '@signpost/link-model/index';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { IndexStore, KeptScan } from '../link-index/index-store.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createPostgresIndexStore } from './postgres-index-store.ts';
import { connections } from './schema/tables.ts';

let database: TestDatabase;
let store: IndexStore;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await openStore();
});

async function openStore(): Promise<IndexStore> {
  const id = randomUUID();
  await database.db.insert(connections).values({ id, address: id, name: id });
  return createPostgresIndexStore(database.db, id);
}

const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`;
const common = { etag: 'E', lastModified: at(0), size: 3, storageClass: 'Standard' };
const link = (key: string, more: object = {}): IndexEntry => ({
  kind: 'link',
  key,
  ...common,
  target: 't',
  ...more,
});
const object = (key: string, more: object = {}): IndexEntry => ({ kind: 'object', key, ...common, ...more });
const all = (of = store, bucket = 'b'): Promise<IndexEntry[]> => of.entries(bucket, { after: '', limit: 99 });
const keys = async (): Promise<string[]> => (await all()).map(({ key }) => key);
const scan = (...entries: IndexEntry[]): Promise<void> => whole(entries, undefined);
async function whole(entries: IndexEntry[], since: string | undefined): Promise<void> {
  await store.replace('b', { after: '' }, { entries, since: since ?? (await store.now()) });
}

test('entries come back as they were, whatever they hold, in the order of bytes', async () => {
  const entries = [
    object('B'),
    object('a', { restored: true }),
    link('a/1', { target: 'odd\0\ud800' }),
    link('a/2', { target: undefined, forbidden: true }),
    link('a/3', {
      readAs: 'x y',
      brokenSince: at(9),
      served: { wrong: ['contentType'], targetModified: at(1) },
    }),
    link('é🙂', { served: { wrong: [], targetModified: at(1) } }),
  ];
  await scan(...entries.toReversed());
  expect(await all()).toEqual(entries.map((entry) => JSON.parse(JSON.stringify(entry)) as IndexEntry));
  expect(await store.entries('b', { after: 'a', limit: 2 })).toMatchObject([{ key: 'a/1' }, { key: 'a/2' }]);
  expect(await all(store, 'other')).toEqual([]);
  expect(await all(await openStore())).toEqual([]);
});

test('a scan takes the place of what was known in its range, and of nothing else', async () => {
  await scan(object('a'), object('b'), object('c'), object('d'));
  const since = await store.now();
  const entries = [object('b', { etag: 'F' }), object('bb')];
  await store.replace('b', { after: 'a', upTo: 'c' }, { entries, since });
  expect(await keys()).toEqual(['a', 'b', 'bb', 'd']);
  expect((await all())[1]).toMatchObject({ etag: 'F' });
  await store.replace('b', { after: 'bb' }, { entries: [], since: await store.now() });
  expect(await keys()).toEqual(['a', 'b', 'bb']);
});

test('what was recorded since a scan began outlives it', async () => {
  await scan(object('gone'), object('old'), object('stays'));
  const since = await store.now();
  await store.record('b', [
    { key: 'new', entry: link('new') },
    { key: 'old', entry: object('old', { etag: 'NEW', lastModified: at(5) }) },
    { key: 'gone' },
  ]);
  await whole([object('old'), object('stays')], since);
  expect(await all()).toMatchObject([{ key: 'new' }, { key: 'old', etag: 'NEW' }, { key: 'stays' }]);
});

test('an older state of a key does not take the place of a newer one', async () => {
  await store.record('b', [{ key: 'k', entry: link('k', { target: 'newer', lastModified: at(5) }) }]);
  await store.record('b', [{ key: 'k', entry: link('k', { target: 'older', lastModified: at(4) }) }]);
  expect(await all()).toMatchObject([{ target: 'newer' }]);
  await store.record('b', [{ key: 'k', entry: link('k', { target: 'newest', lastModified: at(5) }) }]);
  expect(await all()).toMatchObject([{ target: 'newest' }]);
});

test('a row that says what is known already is not written again', async () => {
  await scan(object('a'), link('b'));
  const versions = async (): Promise<unknown[]> =>
    (await database.pool.query('SELECT key, xmin::text FROM signpost.index_keys ORDER BY key')).rows;
  const before = await versions();
  await scan(object('a'), link('b'));
  await store.record('b', [{ key: 'b', entry: link('b') }]);
  expect(await versions()).toEqual(before);
});

test('a key with a NUL, which nothing is stored under, is passed over', async () => {
  await store.record('b', [{ key: 'a\0b', entry: object('a\0b') }, { key: 'c\0' }]);
  await scan(object('a'), object('x\0'));
  expect(await keys()).toEqual(['a']);
});

test('the end of a scan is kept for each bucket, and the last one counts', async () => {
  const kept: KeptScan = {
    coverage: {
      bucket: 'b',
      state: 'partial',
      why: 'bound',
      keys: 7,
      calls: 3,
      pending: 0,
      scannedAt: at(1),
    },
    scannedUpTo: 'k',
    archiveDirectRead: true,
  };
  await store.keep(kept);
  const other = { coverage: { ...kept.coverage, bucket: 'a' } };
  await store.keep(other);
  expect(await store.scans()).toEqual([other, kept]);
  const complete: KeptScan = { coverage: { ...kept.coverage, state: 'complete' } };
  await store.keep(complete);
  expect(await store.scans()).toEqual([other, complete]);
});
