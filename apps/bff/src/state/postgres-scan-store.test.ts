import { randomUUID } from 'node:crypto';
import type { IndexEntry } from '@signpost/link-model/index';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ScannedPage, ScanProgress, ScanStore, StoredScan } from '../link-index/scan-store.ts';
import { readEntries, toFound } from '../testing/read-entries.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createPostgresIndexStore } from './postgres-index-store.ts';
import { createPostgresScanStore } from './postgres-scan-store.ts';
import { connections } from './schema/tables.ts';

let database: TestDatabase;
let connectionId: string;
/** Two consoles on one database. */
let one: ScanStore;
let other: ScanStore;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  connectionId = randomUUID();
  await database.db
    .insert(connections)
    .values({ id: connectionId, address: connectionId, name: connectionId });
  [one, other] = [open(), open()];
});

const open = (): ScanStore =>
  createPostgresScanStore({ db: database.db, connectionId, holder: randomUUID(), newId: randomUUID });
const object = (key: string): IndexEntry => ({
  kind: 'object',
  key,
  etag: 'E',
  lastModified: '2026-11-22T10:00:00.000Z',
  size: 3,
  storageClass: 'Standard',
  restored: false,
});
const upTo = (at: string): ScanProgress => ({
  parts: [{ after: '', at, keys: 2, pages: 1, done: false }],
  calls: 3,
});
const pageOf = (...keys: string[]): ScannedPage => ({
  after: '',
  upTo: keys.at(-1),
  ...toFound(keys.map(object)),
});
async function found(): Promise<string[]> {
  const entries = await readEntries(createPostgresIndexStore(database.db, connectionId), 'b');
  return entries.map(({ key }) => key);
}

async function begin(store: ScanStore, headers = false): Promise<StoredScan> {
  await store.begin('b', { headers });
  const [scan] = await store.claim();
  if (scan === undefined) throw new Error('the scan is not to be had');
  return scan;
}

/** As if its holder had not been heard of for a minute. */
async function expire(): Promise<void> {
  await database.pool.query(
    "UPDATE signpost.scans SET held_until = now() - interval '1 second' WHERE connection_id = $1",
    [connectionId],
  );
}

test('a scan belongs to one console until that was not heard of for a minute', async () => {
  const scan = await begin(one);
  await other.begin('b', { headers: false });
  expect(await other.claim()).toEqual([]);
  expect(await one.claim()).toEqual([scan]);
  expect(await one.checkpoint(scan, pageOf('a', 'b'), upTo('b'))).toBe(true);
  await expire();
  expect(await other.claim()).toEqual([{ ...scan, progress: upTo('b') }]);
  expect(await one.claim()).toEqual([]);
  expect(await one.checkpoint(scan, pageOf('c'), upTo('c'))).toBe(false);
  expect(await one.beginFinish(scan)).toBe(false);
  await one.end(scan);
  expect(await found()).toEqual(['a', 'b']);
  expect(await other.get('b')).toMatchObject({ state: 'running', progress: upTo('b') });
});

test('a scan that is given back is free at once, and another bucket is another scan', async () => {
  const scan = await begin(one);
  await one.begin('c', { headers: true });
  expect(await one.claim()).toMatchObject([{ bucket: 'b' }, { bucket: 'c', comparesHeaders: true }]);
  await one.release();
  expect((await other.claim()).map(({ bucket }) => bucket).toSorted()).toEqual(['b', 'c']);
  expect(await one.checkpoint(scan, pageOf(), upTo('a'))).toBe(false);
});

test('a scan that is paused is nobody’s, and goes on from what is kept', async () => {
  const scan = await begin(one);
  await one.checkpoint(scan, pageOf('a'), upTo('a'));
  expect(await other.control('b', 'pause')).toBe(true);
  expect(await other.control('b', 'pause')).toBe(false);
  expect(await one.checkpoint(scan, pageOf('b'), upTo('b'))).toBe(false);
  expect([await one.claim(), await other.claim()]).toEqual([[], []]);
  expect(await other.control('b', 'resume')).toBe(true);
  expect(await other.claim()).toEqual([{ ...scan, progress: upTo('a') }]);
  expect(await found()).toEqual(['a']);
});

test('to begin a scan that is paused resumes it', async () => {
  const scan = await begin(one);
  await one.control('b', 'pause');
  await other.begin('b', { headers: true });
  expect(await other.claim()).toEqual([{ ...scan, comparesHeaders: true }]);
});

test('of a first scan that is cancelled nothing stays, and the next one begins anew', async () => {
  const scan = await begin(one);
  await one.checkpoint(scan, pageOf('a'), upTo('a'));
  expect(await other.control('b', 'cancel')).toBe(true);
  expect(await found()).toEqual([]);
  expect(await one.checkpoint(scan, pageOf('b'), upTo('b'))).toBe(false);
  expect(await other.control('b', 'resume')).toBe(false);
  expect(await one.get('b')).toMatchObject({ id: scan.id, state: 'cancelled' });
  const next = await begin(other);
  expect(next.id).not.toBe(scan.id);
  expect(next.since > scan.since).toBe(true);
  expect(next.progress).toMatchObject({ calls: 0, parts: [{ after: '', keys: 0 }] });
});

test('what a scan found stays when it is cancelled, where an earlier one is kept', async () => {
  const coverage = { bucket: 'b', state: 'complete', keys: 1, calls: 1, pending: 0 } as const;
  await createPostgresIndexStore(database.db, connectionId).keep({ coverage });
  const scan = await begin(one);
  await one.checkpoint(scan, pageOf('a'), upTo('a'));
  await other.control('b', 'cancel');
  expect(await found()).toEqual(['a']);
});

test('a page that is kept again, since its answer was lost, is kept once', async () => {
  const scan = await begin(one);
  for (let time = 0; time < 2; time += 1) await one.checkpoint(scan, pageOf('a', 'b'), upTo('b'));
  expect(await found()).toEqual(['a', 'b']);
});

test('a scan whose index takes the place of the older one is neither paused nor cancelled any more', async () => {
  const scan = await begin(one);
  await one.checkpoint(scan, pageOf('a'), upTo('a'));
  expect(await one.beginFinish(scan)).toBe(true);
  expect(await other.control('b', 'cancel')).toBe(false);
  expect(await other.control('b', 'pause')).toBe(false);
  await expire();
  // It is finished by whoever takes it.
  expect(await other.claim()).toMatchObject([{ id: scan.id, state: 'finishing' }]);
  await other.end(scan);
  expect(await found()).toEqual([]);
  expect(await one.get('b')).toMatchObject({ id: scan.id, state: 'ended' });
  expect(await one.claim()).toEqual([]);
});

test('of two consoles that begin a scan at once, one makes it', async () => {
  await Promise.all([one, other].map((store) => store.begin('b', { headers: false })));
  const held = await Promise.all([one.claim(), other.claim()]);
  expect(held.flat().length).toBe(1);
});
