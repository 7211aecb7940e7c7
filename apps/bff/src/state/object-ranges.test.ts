import { randomUUID } from 'node:crypto';
import type { IndexEntry } from '@signpost/link-model/index';
import { compareKeys } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { IndexStore, KeptScan } from '../link-index/index-store.ts';
import { readEntries, toFound } from '../testing/read-entries.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { keysOf, pickObjects } from './object-ranges.ts';
import { createPostgresIndexStore } from './postgres-index-store.ts';
import { createPostgresOutsideChanges } from './postgres-outside-changes.ts';
import { connections } from './schema/tables.ts';

let database: TestDatabase;
let store: IndexStore;
let connection: string;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  connection = randomUUID();
  await database.db.insert(connections).values({ id: connection, address: connection, name: connection });
  store = createPostgresIndexStore(database.db, connection);
});

const time = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`;
const object = (key: string, second = 1): IndexEntry => ({
  kind: 'object',
  key,
  etag: `${'0123456789ABCDEF'.repeat(2)}-${String(second)}`,
  lastModified: time(second),
  size: second,
  storageClass: 'IA',
});
const link = (key: string, target: string): IndexEntry => ({
  kind: 'link',
  key,
  etag: 'E',
  lastModified: time(1),
  size: 0,
  storageClass: 'Standard',
  target,
});
async function now(): Promise<string> {
  const { rows } = await database.pool.query<{ now: string }>(
    "SELECT to_json(clock_timestamp()) #>> '{}' AS now",
  );
  return rows[0]?.now ?? '';
}
const scan = async (entries: IndexEntry[], range: { after: string; upTo?: string } = { after: '' }) =>
  store.replace('b', range, { ...toFound(entries), since: await now() });
const all = { after: '', limit: 99 };
const complete: KeptScan = {
  coverage: { bucket: 'b', state: 'complete', keys: 7, calls: 3, pending: 0, scannedAt: time(1) },
};
const countRanges = async (): Promise<number> => (await store.objects('b', { limit: 99 })).length;

test('whatever ranges scans read, each key is what the last scan of it found', async () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'm', 'z', '软'), minLength: 1, maxLength: 2 });
  const step = fc.record({
    keys: fc.uniqueArray(key, { maxLength: 6 }),
    ends: fc.tuple(fc.oneof(fc.constant(''), key), fc.option(key, { nil: undefined })),
    second: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await store.forget('b');
      const expected = new Map<string, IndexEntry>();
      for (const { keys, ends, second } of steps) {
        const [after, upTo] = ends;
        if (upTo !== undefined && compareKeys(after, upTo) >= 0) continue;
        const isIn = (one: string): boolean =>
          compareKeys(one, after) > 0 && (upTo === undefined || compareKeys(one, upTo) <= 0);
        const found = keys
          .filter(isIn)
          .toSorted(compareKeys)
          .map((one) => object(one, second));
        for (const one of expected.keys()) if (isIn(one)) expected.delete(one);
        for (const one of found) expected.set(one.key, one);
        // oxlint-disable-next-line no-await-in-loop -- one scan after the other
        await scan(found, upTo === undefined ? { after } : { after, upTo });
      }
      const sorted = [...expected.values()].toSorted((a, b) => compareKeys(a.key, b.key));
      expect(await readEntries(store, 'b')).toEqual(sorted);
    }),
    { numRuns: 60 },
  );
});

test('ranges are read a page at a time', async () => {
  await scan([object('a')], { after: '', upTo: 'a' });
  await scan([object('b')], { after: 'a', upTo: 'b' });
  await scan([object('c')], { after: 'b', upTo: 'c' });
  const first = await store.objects('b', { limit: 2 });
  expect(first.map(({ upTo }) => upTo)).toEqual(['a', 'b']);
  const rest = await store.objects('b', { after: first.at(-1)?.after, limit: 2 });
  expect(rest.map(({ upTo }) => upTo)).toEqual(['c']);
});

test('what is read at one moment knows a key that turns into a link meanwhile', async () => {
  await scan([object('a')]);
  const read = await store.atOneMoment(async (reads) => {
    const before = await reads.objects('b', { limit: 9 });
    await scan([link('a', 'x')]);
    return { before, after: await reads.objects('b', { limit: 9 }), links: await reads.entries('b', all) };
  });
  expect(read.after.map(({ block }) => block.key(0))).toEqual(['a']);
  expect([read.before.length, read.links]).toEqual([1, []]);
  expect(await readEntries(store, 'b')).toEqual([link('a', 'x')]);
});

test('an object that is seen on its own counts from then on, an older state of it does not', async () => {
  await scan([object('a', 3), object('b', 3), object('c', 3)]);
  await store.record('b', [
    { key: 'a', entry: object('a', 2) },
    { key: 'b', entry: object('b', 4) },
    { key: 'c' },
  ]);
  expect(await readEntries(store, 'b')).toEqual([object('a', 3), object('b', 4)]);
});

test('a link that takes the place of a scanned object is told with the object before it', async () => {
  const before = async (key: string): Promise<unknown> => {
    const { items } = await createPostgresOutsideChanges(database.db, connection).page(
      { bucket: 'b', key },
      { limit: 9 },
    );
    return items.map((one) => [one.before.kind, one.after.kind]);
  };
  await store.keep(complete);
  await scan([object('a'), object('b'), object('c')]);
  await store.record('b', [{ key: 'a', entry: link('a', 'x') }]);
  await scan([link('a', 'x'), link('b', 'x'), object('c')]);
  await store.merge('b', { entries: [link('c', 'x')], since: await now() });
  expect(await before('a')).toEqual([['object', 'link']]);
  expect(await before('b')).toEqual([['object', 'link']]);
  expect(await before('c')).toEqual([['object', 'link']]);
  await scan([object('a'), link('b', 'x'), link('c', 'x')]);
  expect(await before('a')).toEqual([
    ['link', 'object'],
    ['object', 'link'],
  ]);
});

test('a link of an earlier time does not take the place of a scanned object, and is not told', async () => {
  await store.keep(complete);
  await scan([object('a', 3)]);
  await store.record('b', [{ key: 'a', entry: link('a', 'x') }]);
  expect(await readEntries(store, 'b')).toEqual([object('a', 3)]);
  const outside = createPostgresOutsideChanges(database.db, connection);
  expect((await outside.page({ bucket: 'b', key: 'a' }, { limit: 9 })).items).toEqual([]);
});

test('objects that are gone are found in their ranges, however many those are', () => {
  const name = (n: number): string => `k${String(n).padStart(6, '0')}`;
  const ranges = Array.from({ length: 300 }, (_, n) => {
    const objects = Array.from({ length: 100 }, (_one, at) => object(name(100 * n + at), n % 60));
    const { objects: block } = toFound(objects);
    const bounds = { after: n === 0 ? '' : name(100 * n - 1), upTo: name(100 * n + 99) };
    return { ...bounds, block, bytes: block.bytes, seenAt: new Date(n) };
  });
  const picked = pickObjects(ranges.toReversed(), [...keysOf(ranges), 'k', 'z']);
  expect(picked.size).toBe(30_000);
  expect(picked.get(name(12_345))).toEqual({ entry: object(name(12_345), 3), seenAt: new Date(123) });
});

test('any number of objects may be gone at once', async () => {
  const many = Array.from({ length: 8000 }, (_, n) => object(`a${String(n).padStart(5, '0')}`));
  await store.keep(complete);
  await scan([...many, object('b')]);
  await scan([object('b')]);
  expect(await readEntries(store, 'b')).toEqual([object('b')]);
  expect(await store.missingTargets('b', { after: '', limit: 9000 })).toHaveLength(8000);
});

test('any number of links may be gone, and have come, at once', async () => {
  const many = Array.from({ length: 12_000 }, (_, n) => link(`a${String(n).padStart(5, '0')}`, 'b'));
  await store.keep(complete);
  await scan(many);
  await scan([object('b')]);
  expect(await readEntries(store, 'b')).toEqual([object('b')]);
});

test('keys with a NUL character end no scan, wherever they lie', async () => {
  const odd = object('m\0x');
  await scan([object('a'), odd], { after: '', upTo: odd.key });
  await scan([object('m!'), object('z')], { after: odd.key });
  const since = await now();
  await store.replace('b', { after: 'a', upTo: odd.key }, { ...toFound([odd]), since });
  await store.keep({ coverage: { ...complete.coverage, state: 'partial' }, scannedUpTo: odd.key, since });
  expect((await readEntries(store, 'b')).map(({ key }) => key)).toEqual(['a']);
});

test('an object that a scan does not find any more is kept until it is back', async () => {
  const missing = async (): Promise<string[]> =>
    (await store.missingTargets('b', { after: '', limit: 9 })).map(({ key }) => key);
  await scan([object('a'), object('b'), object('c')]);
  await store.record('b', [{ key: 'c' }]);
  await scan([object('b')]);
  expect(await missing()).toEqual(['a']);
  const since = await now();
  await store.record('b', [{ key: 'a' }]);
  await store.replace('b', { after: '' }, { ...toFound([object('a'), object('b')]), since });
  expect(await missing()).toEqual(['a']);
  await scan([object('a'), object('b')]);
  expect(await missing()).toEqual([]);
});

test('an inventory that was written down before a scan read a range says nothing of it', async () => {
  const since = await now();
  await scan([object('a', 2)], { after: '', upTo: 'm' });
  await store.merge('b', { entries: [object('a'), object('gone'), object('x')], since });
  await store.dropUnseen('b', since);
  expect(await readEntries(store, 'b')).toEqual([object('a', 2), object('x')]);
});

test('links that a scan found again since an inventory was written down stay', async () => {
  await store.keep(complete);
  await scan([object('a'), link('b', 'a')]);
  const since = await now();
  await scan([object('a', 2), link('b', 'a')]);
  await store.merge('b', { entries: [object('a'), link('b', 'a')], since });
  await store.dropUnseen('b', since);
  expect(await readEntries(store, 'b')).toEqual([object('a', 2), link('b', 'a')]);
});

test('an inventory takes the place of what was scanned before it, and tells what is gone', async () => {
  await scan([object('a'), object('b'), object('c')]);
  await store.record('b', [{ key: 'c' }]);
  const since = await now();
  await store.merge('b', { entries: [object('a')], since });
  await store.dropUnseen('b', since);
  expect(await readEntries(store, 'b')).toEqual([object('a')]);
  expect(await countRanges()).toBe(0);
  expect((await store.missingTargets('b', { after: '', limit: 9 })).map(({ key }) => key)).toEqual(['b']);
});

test('of a range that a later scan did not come to the end of, its beginning stays', async () => {
  await scan([object('a'), object('m'), object('z')]);
  const since = await now();
  await store.replace('b', { after: '', upTo: 'a' }, { ...toFound([object('a', 2)]), since });
  await store.keep({ coverage: { ...complete.coverage, state: 'partial' }, scannedUpTo: 'm', since });
  expect(await readEntries(store, 'b')).toEqual([object('a', 2), object('m')]);
});

test('a bucket that is gone leaves nothing', async () => {
  await scan([object('a')]);
  await store.forget('b');
  expect([await countRanges(), await readEntries(store, 'b')]).toEqual([0, []]);
});

test('rows of objects of an earlier version go with the scan that packs them', async () => {
  await store.merge('b', { entries: [object('a'), object('gone')], since: await now() });
  await scan([object('a')]);
  expect(await store.entries('b', { after: '', limit: 9 })).toEqual([]);
  expect(await readEntries(store, 'b')).toEqual([object('a')]);
});

test('a block that cannot be read is told, and goes with the scan that passes it', async () => {
  await scan([object('a'), object('b'), object('c')]);
  await database.pool.query(
    "UPDATE signpost.index_objects SET objects = '\\x09000000' WHERE connection_id = $1",
    [connection],
  );
  const since = await now();
  const found = (entries: IndexEntry[]) => ({ ...toFound(entries), since });
  await store.replace('b', { after: '', upTo: 'a' }, found([object('a')]));
  await expect(readEntries(store, 'b')).rejects.toThrow(RangeError);
  await store.record('b', [{ key: 'c', entry: link('c', 'a') }]);
  await store.replace('b', { after: 'a', upTo: 'b' }, found([]));
  await expect(readEntries(store, 'b')).rejects.toThrow(RangeError);
  await store.replace('b', { after: 'b' }, found([]));
  expect(await readEntries(store, 'b')).toEqual([object('a'), link('c', 'a')]);
});

test('an inventory takes the place of a block that cannot be read', async () => {
  await scan([object('a')]);
  await database.pool.query("UPDATE signpost.index_objects SET objects = '' WHERE connection_id = $1", [
    connection,
  ]);
  const since = await now();
  await store.merge('b', { entries: [object('a')], since });
  await store.dropUnseen('b', since);
  expect(await readEntries(store, 'b')).toEqual([object('a')]);
});
