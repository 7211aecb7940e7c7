import { randomUUID } from 'node:crypto';
import { deleteBucket } from '@signpost/oss-client';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { expectOk, readForWrite } from '../testing/api.ts';
import { createState } from '../state/open-state.ts';
import { readEntries } from '../testing/read-entries.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

/** One console after another on one database and one OSS. */
let stack: Stack;
let counter = 0;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

const connection = 'default';
const put = ['live/a.txt', 'live/b.txt', 'v1/a.txt'];

/** A bucket with an object, a link to it, and a link to nothing. */
function putBucket(): string {
  const bucket = `kept-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'v1/a.txt', body: 'a' });
  stack.admin.putSymlink({ bucket, key: 'live/a.txt', target: 'v1/a.txt' });
  stack.admin.putSymlink({ bucket, key: 'live/b.txt', target: 'v1/b.txt' });
  return bucket;
}

async function startAnother(): Promise<Stack> {
  const another = await startStack({ oss: stack.oss, state: stack.state });
  onTestFinished(() => another.stopBff());
  return another;
}

const links = async (at: Stack, bucket: string) =>
  (await expectOk(at.bffUrl, 'listLinks', { query: { connection, bucket } })).items;
const coverage = async (at: Stack, bucket: string) =>
  (await expectOk(at.bffUrl, 'listCoverage', { query: { connection, bucket } })).items[0];

/** What a console has seen is in the database soon after. */
async function untilKept(bucket: string, keys: string[]): Promise<void> {
  const ports = createState({ db: stack.state.database.db, newId: randomUUID });
  const store = ports.indexStoreOf(stack.state.connectionId);
  await vi.waitFor(async () => {
    expect((await readEntries(store, bucket)).map(({ key }) => key)).toEqual(keys);
    expect((await store.scans()).filter(({ coverage: { bucket: at } }) => at === bucket)).toHaveLength(1);
  });
}

async function untilForgotten(bucket: string): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await stack.state.database.pool.query<{ rows: number }>(
      `SELECT (SELECT count(*) FROM signpost.index_keys WHERE bucket = $1)::int
        + (SELECT count(*) FROM signpost.index_objects WHERE bucket = $1)::int
        + (SELECT count(*) FROM signpost.index_scans WHERE bucket = $1)::int AS rows`,
      [bucket],
    );
    expect(rows).toEqual([{ rows: 0 }]);
  });
}

test('a console that starts knows what was scanned before, without a call to OSS', async () => {
  const bucket = putBucket();
  await scanBucket(stack.bffUrl, bucket);
  await untilKept(bucket, put);
  const before = { links: await links(stack, bucket), coverage: await coverage(stack, bucket) };
  const again = await startAnother();
  const calls = stack.faults.add({ match: { bucket }, effect: { kind: 'hook', run: () => expect.fail() } });
  expect({ links: await links(again, bucket), coverage: await coverage(again, bucket) }).toEqual(before);
  expect(before.links.map(({ health }) => health)).toEqual(['ok', 'missing']);
  calls.remove();
});

test('what was written and seen since the scan is known after a restart, with the time of a break', async () => {
  const bucket = putBucket();
  await scanBucket(stack.bffUrl, bucket);
  await expectOk(stack.bffUrl, 'createLink', {
    body: { connection, bucket, key: 'live/c.txt', target: 'v1/a.txt' },
    headers: { 'if-none-match': '*' },
  });
  stack.admin.deleteObject({ bucket, key: 'v1/a.txt' });
  await readForWrite(stack.bffUrl, { connection, bucket, key: 'live/a.txt' });
  await untilKept(bucket, ['live/a.txt', 'live/b.txt', 'live/c.txt']);
  const before = await links(stack, bucket);
  expect(before.map(({ key, health, brokenSince }) => [key, health, typeof brokenSince])).toEqual([
    ['live/a.txt', 'missing', 'string'],
    ['live/b.txt', 'missing', 'undefined'],
    ['live/c.txt', 'missing', 'string'],
  ]);
  expect(await links(await startAnother(), bucket)).toEqual(before);
});

test('a write is known after a crash right behind it', async () => {
  const bucket = putBucket();
  await scanBucket(stack.bffUrl, bucket);
  await untilKept(bucket, put);
  const { database, connectionId } = stack.state;
  const { indexStoreOf } = createState({ db: database.db, newId: randomUUID });
  // What is kept a moment later never is.
  const crashing = await startStack({
    oss: stack.oss,
    state: stack.state,
    bff: { indexStoreOf: () => ({ ...indexStoreOf(connectionId), record: async () => {} }) },
  });
  await expectOk(crashing.bffUrl, 'createLink', {
    body: { connection, bucket, key: 'live/c.txt', target: 'v1/a.txt' },
    headers: { 'if-none-match': '*' },
  });
  await crashing.stopBff();
  const again = await startAnother();
  expect((await links(again, bucket)).map(({ key }) => key)).toEqual([
    'live/a.txt',
    'live/b.txt',
    'live/c.txt',
  ]);
});

test('a console that runs takes over what another one scans', async () => {
  const bucket = putBucket();
  const other = await startAnother();
  expect((await coverage(other, bucket))?.state).toBe('not-scanned');
  await scanBucket(stack.bffUrl, bucket);
  await untilKept(bucket, put);
  await vi.waitFor(async () => expect((await coverage(other, bucket))?.state).toBe('complete'));
  expect(await links(other, bucket)).toEqual(await links(stack, bucket));
});

test('a bucket that is gone is forgotten by a scan that finds out', async () => {
  const bucket = putBucket();
  await scanBucket(stack.bffUrl, bucket);
  await untilKept(bucket, put);
  const gone = stack.faults.add({
    match: { bucket, operation: 'ListObjectsV2' },
    effect: { kind: 'error', code: 'NoSuchBucket' },
  });
  await scanBucket(stack.bffUrl, bucket, 'failed');
  expect(await links(stack, bucket)).toEqual([]);
  await untilForgotten(bucket);
  gone.remove();
});

test('buckets that are gone are forgotten by a console that starts, one that is only not listed is not', async () => {
  // In the order in which they are asked for.
  const [unlisted, bucket] = [putBucket(), putBucket()];
  for (const name of [bucket, unlisted]) {
    await scanBucket(stack.bffUrl, name);
    await untilKept(name, put);
  }
  for (const key of put) stack.admin.deleteObject({ bucket, key });
  await deleteBucket(stack.client, { bucket });
  const again = await startStack({
    oss: stack.oss,
    state: stack.state,
    connection: { buckets: [{ name: 'listed', startPrefixes: [] }] },
  });
  onTestFinished(() => again.stopBff());
  await untilForgotten(bucket);
  await untilKept(unlisted, put);
  expect((await links(again, bucket)).length).toBe(0);
  expect((await links(again, unlisted)).length).toBe(2);
});

test('a scan that finds less takes away what is gone, for the next start, too', async () => {
  const bucket = putBucket();
  await scanBucket(stack.bffUrl, bucket);
  await untilKept(bucket, put);
  stack.admin.deleteObject({ bucket, key: 'live/b.txt' });
  stack.admin.putObject({ bucket, key: 'v2/a.txt', body: 'a' });
  stack.admin.putObject({ bucket, key: 'v2/b.txt', body: 'b' });
  await scanBucket(stack.bffUrl, bucket);
  await untilKept(bucket, ['live/a.txt', 'v1/a.txt', 'v2/a.txt', 'v2/b.txt']);
  const again = await startAnother();
  expect((await links(again, bucket)).map(({ key }) => key)).toEqual(['live/a.txt']);
});

test('an index that cannot be read is told, keeps no other from being read, and is scanned again', async () => {
  const [damaged, whole] = [putBucket(), putBucket()];
  await scanBucket(stack.bffUrl, damaged);
  await scanBucket(stack.bffUrl, whole);
  await stack.state.database.pool.query(
    "UPDATE signpost.index_objects SET objects = '\\x09000000' WHERE bucket = $1",
    [damaged],
  );
  const next = await startAnother();
  await vi.waitFor(async () => {
    expect(await coverage(next, damaged)).toMatchObject({ state: 'failed', problem: { code: 'internal' } });
    expect((await coverage(next, whole))?.state).toBe('complete');
  });
  await scanBucket(next.bffUrl, damaged);
  expect((await links(next, damaged)).map(({ key, health }) => [key, health])).toEqual([
    ['live/a.txt', 'ok'],
    ['live/b.txt', 'missing'],
  ]);
});
