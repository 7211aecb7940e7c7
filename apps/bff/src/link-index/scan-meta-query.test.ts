import type { Coverage } from '@signpost/api-contract';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let counter = 0;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

const connection = 'default';
const source = { kind: 'meta-query' } as const;
const long = { lastModified: Date.now() - 48 * 3_600_000 };

/** A bucket with its metadata index open. */
function putBucket(): string {
  const bucket = `meta-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  stack.admin.putBucketSetting(bucket, 'metaQuery', 'basic');
  for (const key of ['there', 'there too', 'unrelated'])
    stack.admin.putObject({ bucket, key, size: 3, ...long });
  for (const [key, target] of [
    ['good', 'there'],
    ['lost', 'nowhere'],
    ['far', 'good'],
    ['gone "一"', 'there'],
  ] as const)
    stack.admin.putSymlink({ bucket, key, target, ...long });
  return bucket;
}

const coverage = async (bucket: string, at = stack): Promise<Coverage> => {
  const { items } = await expectOk(at.bffUrl, 'listCoverage', { query: { connection, bucket } });
  return items[0] as Coverage;
};
async function ended(bucket: string, at = stack): Promise<Coverage> {
  await vi.waitFor(
    async () => {
      const { scan } = await expectOk(at.bffUrl, 'getScan', { query: { connection, bucket } });
      expect(scan.state).toBe('ended');
      expect((await coverage(bucket, at)).state).not.toBe('scanning');
    },
    { timeout: 10_000, interval: 20 },
  );
  return coverage(bucket, at);
}
async function scan(bucket: string): Promise<Coverage> {
  await expectOk(stack.bffUrl, 'startScan', { body: { connection, bucket, source } });
  return ended(bucket);
}
async function links(bucket: string, at = stack): Promise<Record<string, [string | undefined, string]>> {
  const { items } = await expectOk(at.bffUrl, 'listLinks', { query: { connection, bucket } });
  return Object.fromEntries(items.map(({ key, target, health }) => [key, [target, health]]));
}
function count(bucket: string, operation: string) {
  const fault = stack.faults.add({ match: { bucket, operation }, effect: { kind: 'hook', run: () => {} } });
  onTestFinished(() => fault.remove());
  return fault;
}
const first = {
  good: ['there', 'ok'],
  lost: ['nowhere', 'missing'],
  far: ['good', 'chained'],
  'gone "一"': ['there', 'ok'],
};

test('a first scan knows links and what they lead to, says that it is no more, and lists no key', async () => {
  const bucket = putBucket();
  const lists = count(bucket, 'ListObjectsV2');
  const found = await scan(bucket);
  // Four links, and the target of two of them. A page, a look at each link and at the two targets.
  expect(found).toMatchObject({ state: 'partial', why: 'links', keys: 5, calls: 1 + 4 + 2 });
  expect(found.linksAt).toBe(found.scannedAt);
  expect(lists.hits).toBe(0);
  expect(await links(bucket)).toEqual(first);
  const { scan: stored } = await expectOk(stack.bffUrl, 'getScan', { query: { connection, bucket } });
  expect(stored).toMatchObject({ source: 'meta-query', keys: 4 });
  expect(stored.parts).toBeUndefined();
});

test('what it knows outlasts the console, missing targets included', async () => {
  const bucket = putBucket();
  await scan(bucket);
  const beside = await startStack({ oss: stack.oss, state: stack.state });
  onTestFinished(() => beside.stopBff());
  await vi.waitFor(async () => expect(await links(bucket, beside)).toEqual(first), { timeout: 10_000 });
  // A link that somebody sees later leads to a key at which nobody looked.
  stack.admin.putSymlink({ bucket, key: 'later', target: 'unrelated' });
  await expectOk(beside.bffUrl, 'getObject', { query: { connection, bucket, key: 'later' } });
  await vi.waitFor(async () => expect((await links(bucket, beside)).later).toEqual(['unrelated', 'ok']));
});

test('after a scan of all keys it refreshes links and new targets, and leaves objects and the age of the rest', async () => {
  const bucket = putBucket();
  await scanBucket(stack.bffUrl, bucket);
  const before = await coverage(bucket);
  stack.admin.deleteObject({ bucket, key: 'gone "一"' });
  stack.admin.putObject({ bucket, key: 'came', size: 1 });
  stack.admin.putSymlink({ bucket, key: 'new', target: 'came' });
  stack.admin.putSymlink({ bucket, key: 'lost', target: 'there too' });
  const [lists, lookUps] = [count(bucket, 'ListObjectsV2'), count(bucket, 'GetSymlink')];
  const after = await scan(bucket);
  expect(after).toMatchObject({ state: 'complete', scannedAt: before.scannedAt });
  expect(after.linksAt! > before.scannedAt!).toBe(true);
  // New, changed, and the one that is not named any more.
  expect([lists.hits, lookUps.hits]).toEqual([0, 3]);
  expect(await links(bucket)).toEqual({
    good: ['there', 'ok'],
    far: ['good', 'chained'],
    new: ['came', 'ok'],
    lost: ['there too', 'ok'],
  });
  const folders = await expectOk(stack.bffUrl, 'describeFolders', {
    body: { connection, bucket, prefixes: [''] },
  });
  expect(folders.items[0]).toMatchObject({ objects: 4, links: 4 });
});

test('a link that Signpost made before anything was known of the bucket is there, whether it is named yet or not', async () => {
  const bucket = putBucket();
  await expectOk(stack.bffUrl, 'createLink', {
    body: { connection, bucket, key: 'mine', target: 'there too' },
    ifNoneMatch: '*',
  });
  await scan(bucket);
  expect(await links(bucket)).toEqual({ ...first, mine: ['there too', 'ok'] });
});

test('a target that OSS does not tell of is not said to be missing', async () => {
  const bucket = putBucket();
  const denied = stack.faults.add({
    match: { bucket, operation: 'HeadObject', key: 'nowhere' },
    effect: { kind: 'error', code: 'AccessDenied' },
  });
  onTestFinished(() => denied.remove());
  await scan(bucket);
  expect((await links(bucket)).lost?.[1]).toBe('forbidden');
});

test('a token that OSS does not take any more after a pause begins the query again', async () => {
  const bucket = putBucket();
  stack.admin.bulk(() => {
    for (let n = 0; n < 150; n += 1)
      stack.admin.putSymlink({ bucket, key: `m/${String(n).padStart(3, '0')}`, target: 'there', ...long });
  });
  const held = stack.faults.add({
    match: { bucket, operation: 'DoMetaQuery' },
    skip: 1,
    times: 1,
    effect: { kind: 'stall', when: 'before' },
  });
  const before = await startStack({ oss: stack.oss, state: stack.state });
  await expectOk(before.bffUrl, 'startScan', { body: { connection, bucket, source } });
  await held.hit;
  const refusal = stack.faults.add({
    match: { bucket, operation: 'DoMetaQuery' },
    times: 1,
    effect: { kind: 'error', code: 'InvalidArgument' },
  });
  await before.stopBff();
  held.remove();
  const after = await startStack({ oss: stack.oss, state: stack.state });
  onTestFinished(() => after.stopBff());
  expect(await ended(bucket, after)).toMatchObject({ state: 'partial', why: 'links', keys: 155 });
  expect(refusal.hits).toBe(1);
  expect(Object.keys(await links(bucket, after))).toHaveLength(100);
});

test('where nobody opened the metadata index the scan is refused, and the choice says so', async () => {
  const bucket = putBucket();
  stack.admin.putBucketSetting(bucket, 'metaQuery', undefined);
  const problem = await expectProblem(stack.bffUrl, 'startScan', { body: { connection, bucket, source } });
  expect(problem.code).toBe('meta-query-closed');
  const ask = () => expectOk(stack.bffUrl, 'listScanSources', { query: { connection, bucket } });
  expect((await ask()).metaQuery.state).toBe('closed');
  stack.admin.putBucketSetting(bucket, 'metaQuery', 'basic');
  await scan(bucket);
  // Four links: the status and a page; each link and its target at most.
  expect((await ask()).metaQuery).toEqual({ state: 'ready', calls: 2, most: 2 + 8 });
});

test('an index that is closed while it is read ends the scan, and nothing is shown as known', async () => {
  const bucket = putBucket();
  const closed = stack.faults.add({
    match: { bucket, operation: 'DoMetaQuery' },
    effect: { kind: 'error', code: 'MetaQueryNotExist' },
  });
  expect(await scan(bucket)).toMatchObject({ state: 'failed', problem: { code: 'meta-query-closed' } });
  expect(await links(bucket)).toEqual({});
  closed.remove();
});
