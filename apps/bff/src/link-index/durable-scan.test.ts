import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { startOss, startStack, type RunningOss, type Stack, type StackOptions } from '../testing/stack.ts';

/** Consoles one after another, and beside each other, on one database and one OSS. */
let oss: RunningOss;
let first: Stack;
let counter = 0;
beforeAll(async () => {
  oss = await startOss();
  first = await startStack({ oss });
});
afterAll(async () => {
  await first.stop();
  await oss.stop();
});

const connection = 'default';
const page = 1000;

/** Three pages, with two links on each. */
function putBucket(): string {
  const bucket = `durable-${(counter += 1)}`;
  oss.admin.putBucket({ name: bucket });
  oss.admin.bulk(() => {
    for (let n = 0; n < 3 * page; n += 1) {
      const key = `k${String(n).padStart(5, '0')}`;
      if (n % (page / 2) === 0) oss.admin.putSymlink({ bucket, key, target: 'k00001' });
      else oss.admin.putObject({ bucket, key, size: 1 });
    }
  });
  return bucket;
}

async function startAnother(bff: StackOptions['bff'] = {}): Promise<Stack> {
  const another = await startStack({ oss, state: first.state, bff });
  onTestFinished(() => another.stopBff());
  return another;
}

const start = (at: Stack, bucket: string) =>
  expectOk(at.bffUrl, 'startScan', { body: { connection, bucket } });
const coverage = async (at: Stack, bucket: string) =>
  (await expectOk(at.bffUrl, 'listCoverage', { query: { connection, bucket } })).items[0];
const links = async (at: Stack, bucket: string) =>
  (await expectOk(at.bffUrl, 'listLinks', { query: { connection, bucket } })).items;
const untilComplete = (at: Stack, bucket: string): Promise<void> =>
  vi.waitFor(
    async () => expect(await coverage(at, bucket)).toMatchObject({ state: 'complete', keys: 3 * page }),
    { timeout: 10_000, interval: 20 },
  );

/** Holds the n-th list of a bucket, from 0. */
function hold(bucket: string, skip: number) {
  return oss.faults.add({
    match: { bucket, operation: 'ListObjectsV2' },
    skip,
    times: 1,
    effect: { kind: 'stall', when: 'before' },
  });
}
function count(bucket: string, operation: 'ListObjectsV2' | 'GetSymlink') {
  return oss.faults.add({ match: { bucket, operation }, effect: { kind: 'hook', run: () => {} } });
}

test('a scan goes on at the next start from what was kept, and asks again for the page that was not', async () => {
  const bucket = putBucket();
  const before = await startAnother();
  const held = hold(bucket, 2);
  await start(before, bucket);
  await held.hit;
  await before.stopBff();
  held.remove();
  const [lists, lookUps] = [count(bucket, 'ListObjectsV2'), count(bucket, 'GetSymlink')];
  const after = await startAnother();
  await untilComplete(after, bucket);
  expect([lists.hits, lookUps.hits]).toEqual([1, 2]);
  expect((await links(after, bucket)).map(({ key, health }) => [key, health])).toEqual(
    ['k00000', 'k00500', 'k01000', 'k01500', 'k02000', 'k02500'].map((key) => [key, 'ok']),
  );
  const { calls } = (await coverage(after, bucket)) ?? { calls: 0 };
  // Those of the console before count: the call that was held, too, since it was sent.
  expect(calls).toBe(3 + 6);
});

test('while a first scan is under way, nothing is shown as known, whoever is asked', async () => {
  const bucket = putBucket();
  const held = hold(bucket, 1);
  await start(first, bucket);
  await held.hit;
  const beside = await startAnother();
  for (const console of [first, beside]) {
    expect(await links(console, bucket)).toEqual([]);
    expect((await coverage(console, bucket))?.state).toBe('scanning');
  }
  held.release();
  held.remove();
  await untilComplete(first, bucket);
});

test('a bucket is scanned once when two consoles are asked to, and both know what was found', async () => {
  const bucket = putBucket();
  const beside = await startAnother();
  const lists = count(bucket, 'ListObjectsV2');
  const held = hold(bucket, 0);
  await start(first, bucket);
  await held.hit;
  expect(await start(beside, bucket)).toMatchObject({ state: 'scanning' });
  held.release();
  held.remove();
  await Promise.all([first, beside].map((console) => untilComplete(console, bucket)));
  expect(lists.hits).toBe(3);
  expect(await links(beside, bucket)).toEqual(await links(first, bucket));
});

test('a scan of a console that is not heard of any more is taken up by another one that runs', async () => {
  const bucket = putBucket();
  const dying = await startAnother();
  const beside = await startAnother();
  const held = hold(bucket, 1);
  await start(dying, bucket);
  await held.hit;
  // As if it had been killed a minute ago, at its second page.
  await first.state.database.pool.query(
    `UPDATE signpost.scans SET holder = gen_random_uuid(), held_until = now() - interval '1 second' WHERE bucket = $1`,
    [bucket],
  );
  held.remove();
  await untilComplete(beside, bucket);
  expect((await links(beside, bucket)).length).toBe(6);
});

test('only links that are new or changed are looked up again, also after a restart', async () => {
  const bucket = putBucket();
  const before = await startAnother();
  await start(before, bucket);
  await untilComplete(before, bucket);
  await before.stopBff();
  oss.admin.putSymlink({ bucket, key: 'k00500', target: 'k00002' });
  oss.admin.putSymlink({ bucket, key: 'k00501', target: 'k00002' });
  const after = await startAnother();
  const lookUps = count(bucket, 'GetSymlink');
  const scannedBefore = (await coverage(after, bucket))?.scannedAt;
  await start(after, bucket);
  await vi.waitFor(async () => expect((await coverage(after, bucket))?.scannedAt).not.toBe(scannedBefore), {
    timeout: 10_000,
  });
  expect(lookUps.hits).toBe(2);
  const found = new Map((await links(after, bucket)).map(({ key, target }) => [key, target]));
  expect([found.size, found.get('k00500'), found.get('k01500')]).toEqual([7, 'k00002', 'k00001']);
});

test('what was deleted between two consoles that make one scan is not brought back', async () => {
  const bucket = putBucket();
  const before = await startAnother();
  const held = hold(bucket, 2);
  await start(before, bucket);
  await held.hit;
  const key = 'k00000';
  const { now } = await expectOk(before.bffUrl, 'preflight', {
    body: { action: 'delete', connection, bucket, key },
  });
  await expectOk(before.bffUrl, 'deleteLink', { body: { connection, bucket, key }, ifMatch: now.token });
  await before.stopBff();
  held.remove();
  const after = await startAnother();
  await vi.waitFor(
    async () =>
      expect(await coverage(after, bucket)).toMatchObject({ state: 'complete', keys: 3 * page - 1 }),
    { timeout: 10_000 },
  );
  expect((await links(after, bucket)).map((link) => link.key)).not.toContain(key);
});

test('a bucket that is deleted while it is scanned is forgotten', async () => {
  const bucket = putBucket();
  oss.faults.add({
    match: { bucket, operation: 'ListObjectsV2' },
    skip: 1,
    effect: { kind: 'error', code: 'NoSuchBucket' },
  });
  await start(first, bucket);
  await vi.waitFor(async () => expect((await coverage(first, bucket))?.state).toBe('failed'));
  expect(await links(first, bucket)).toEqual([]);
  await vi.waitFor(async () => {
    const { rows } = await first.state.database.pool.query(
      `SELECT 1 FROM signpost.scans WHERE bucket = $1 UNION ALL SELECT 1 FROM signpost.index_keys WHERE bucket = $1
        UNION ALL SELECT 1 FROM signpost.index_objects WHERE bucket = $1`,
      [bucket],
    );
    expect(rows).toEqual([]);
  });
});
