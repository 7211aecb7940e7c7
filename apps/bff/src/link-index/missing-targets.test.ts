import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { callApi, expectOk, readForWrite } from '../testing/api.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
let stack: Stack;
let counter = 0;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

/** A bucket with an object of four bytes and a link that leads to it, scanned. */
async function scannedBucket(): Promise<string> {
  const bucket = `missing-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'v1/app', body: 'four' });
  stack.admin.putSymlink({ bucket, key: 'latest/app', target: 'v1/app' });
  stack.admin.putSymlink({ bucket, key: 'never', target: 'v0/app' });
  await scanBucket(stack.bffUrl, bucket);
  return bucket;
}

const look = (bucket: string, key: string, at = stack): Promise<unknown> =>
  readForWrite(at.bffUrl, { connection, bucket, key });

async function linkAt(bucket: string, key: string, at = stack) {
  const { items } = await expectOk(at.bffUrl, 'listLinks', { query: { connection } });
  return items.find((item) => item.bucket === bucket && item.key === key);
}

test('a link tells what was at its target, once somebody sees that it is gone', async () => {
  const bucket = await scannedBucket();
  const before = Date.now();
  await look(bucket, 'v1/app');
  stack.admin.deleteObject({ bucket, key: 'v1/app' });
  expect(await linkAt(bucket, 'latest/app')).not.toHaveProperty('lastSeen');
  await look(bucket, 'v1/app');
  const link = await linkAt(bucket, 'latest/app');
  expect(link).toMatchObject({ health: 'missing', lastSeen: { size: 4, storageClass: 'Standard' } });
  expect(Date.parse(link?.lastSeen?.seenAt ?? '')).toBeGreaterThanOrEqual(before);
  expect(Date.parse(link?.lastSeen?.seenAt ?? '')).toBeLessThanOrEqual(Date.now());
  const { destinations } = await expectOk(stack.bffUrl, 'getMap', { query: { connection, bucket } });
  expect(destinations.find(({ name }) => name === 'v1/app')?.lastSeen).toEqual(link?.lastSeen);
  const query = { connection, bucket, key: 'v1/app' };
  expect(await expectOk(stack.bffUrl, 'listBacklinks', { query })).toMatchObject({
    items: ['latest/app'],
    lastSeen: link?.lastSeen,
  });
  expect(await linkAt(bucket, 'never')).not.toHaveProperty('lastSeen');
});

test('a scan finds it as well, and it outlives the console', async () => {
  const bucket = await scannedBucket();
  stack.admin.deleteObject({ bucket, key: 'v1/app' });
  await scanBucket(stack.bffUrl, bucket);
  const found = await linkAt(bucket, 'latest/app');
  expect(found?.lastSeen).toMatchObject({ size: 4 });
  // The scan after it finds neither object nor news.
  await scanBucket(stack.bffUrl, bucket);
  expect((await linkAt(bucket, 'latest/app'))?.lastSeen).toEqual(found?.lastSeen);
  const another = await startStack({ oss: stack.oss, state: stack.state });
  onTestFinished(() => another.stopBff());
  expect((await linkAt(bucket, 'latest/app', another))?.lastSeen).toEqual(found?.lastSeen);
});

test('nothing is told of it any more once an object is back', async () => {
  const bucket = await scannedBucket();
  stack.admin.deleteObject({ bucket, key: 'v1/app' });
  await look(bucket, 'v1/app');
  expect(await linkAt(bucket, 'latest/app')).toHaveProperty('lastSeen');
  stack.admin.putObject({ bucket, key: 'v1/app', body: 'again' });
  await look(bucket, 'v1/app');
  expect(await linkAt(bucket, 'latest/app')).toMatchObject({ health: 'ok' });
  expect(await linkAt(bucket, 'latest/app')).not.toHaveProperty('lastSeen');
  await vi.waitFor(async () => {
    const { rows } = await stack.state.database.pool.query(
      'SELECT key FROM signpost.missing_targets WHERE bucket = $1',
      [bucket],
    );
    expect(rows).toEqual([]);
  });
});

test('a link that leads there again after it was repointed is told, too', async () => {
  const bucket = await scannedBucket();
  stack.admin.deleteObject({ bucket, key: 'v1/app' });
  await look(bucket, 'v1/app');
  stack.admin.putSymlink({ bucket, key: 'latest/app', target: 'v0/app' });
  await look(bucket, 'latest/app');
  expect(await linkAt(bucket, 'latest/app')).not.toHaveProperty('lastSeen');
  stack.admin.putSymlink({ bucket, key: 'other/app', target: 'v1/app' });
  await look(bucket, 'other/app');
  expect((await linkAt(bucket, 'other/app'))?.lastSeen).toMatchObject({ size: 4 });
});

test('who may not read the target is not told what was there', async () => {
  const bucket = await scannedBucket();
  stack.admin.deleteObject({ bucket, key: 'v1/app' });
  await scanBucket(stack.bffUrl, bucket);
  const guest = await startStack({
    oss: stack.oss,
    state: stack.state,
    bff: {
      decide: (_actor, _right, { bucket: of, key }) =>
        of === undefined || key?.startsWith('latest/') === true,
    },
  });
  onTestFinished(() => guest.stopBff());
  expect(await linkAt(bucket, 'latest/app', guest)).toMatchObject({ health: 'forbidden' });
  expect(await linkAt(bucket, 'latest/app', guest)).not.toHaveProperty('lastSeen');
  const query = { connection, bucket, key: 'v1/app' };
  expect((await callApi(guest.bffUrl, 'listBacklinks', { query })).status).toBe(403);
});
