import { gzipSync } from 'node:zlib';
import type { BodyOf, Coverage } from '@signpost/api-contract';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { putInventory, reports, writeInventory } from '../testing/inventories.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let counter = 0;
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: reports });
});
afterAll(() => stack.stop());

const connection = 'default';
const hour = 3_600_000;
const ago = (hours: number): Date => new Date(Math.floor((Date.now() - hours * hour) / 1000) * 1000);
const long = { lastModified: ago(48) };
const source = { kind: 'inventory', id: 'daily' } as const;

/** A bucket of links and objects that are two days old. */
function putBucket(links: Record<string, string> = { good: 'there', lost: 'nowhere', far: 'good' }): string {
  const bucket = `inv-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  for (const key of ['there', 'a b+c%/一"//x', 'two\nlines'])
    stack.admin.putObject({ bucket, key, size: 3, ...long });
  for (const [key, target] of Object.entries(links)) stack.admin.putSymlink({ bucket, key, target, ...long });
  putInventory(stack, { bucket });
  return bucket;
}

const start = (bucket: string, more: Partial<BodyOf<'startScan'>> = {}, at = stack) =>
  expectOk(at.bffUrl, 'startScan', { body: { connection, bucket, source, ...more } });
const coverage = async (bucket: string, at = stack): Promise<Coverage> => {
  const { items } = await expectOk(at.bffUrl, 'listCoverage', { query: { connection, bucket } });
  return items[0] as Coverage;
};
async function scan(bucket: string, at = stack): Promise<Coverage> {
  await start(bucket, {}, at);
  return ended(bucket, at);
}
async function ended(bucket: string, at = stack): Promise<Coverage> {
  await vi.waitFor(
    async () => {
      const { scan: stored } = await expectOk(at.bffUrl, 'getScan', { query: { connection, bucket } });
      expect(stored.state).toBe('ended');
      expect((await coverage(bucket, at)).state).not.toBe('scanning');
    },
    { timeout: 10_000, interval: 20 },
  );
  return coverage(bucket, at);
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
const asListed = { good: ['there', 'ok'], lost: ['nowhere', 'missing'], far: ['good', 'chained'] };

test('a scan from an inventory knows what a list would tell, as of the inventory, and lists no key of the bucket', async () => {
  const odd = { 'l b+c%/一"//y': 'a b+c%/一"//x', 'l\nn': 'two\nlines' };
  const bucket = putBucket({ good: 'there', lost: 'nowhere', far: 'good', ...odd });
  const createdAt = ago(9);
  await writeInventory(stack, {
    bucket,
    createdAt,
    files: 3,
    columns: ['ObjectType', 'New', 'Key', 'Size', 'ETag', 'LastModifiedDate', 'StorageClass', 'Bucket'],
    manifest: { version: '2031-01-01', signed: { by: 'OSS' } },
  });
  const [lists, lookUps] = [count(bucket, 'ListObjectsV2'), count(bucket, 'GetSymlink')];
  expect(await scan(bucket)).toMatchObject({
    state: 'complete',
    keys: 8,
    scannedAt: createdAt.toISOString(),
    // The manifest, three files twice, and each link.
    calls: 1 + 6 + 5,
  });
  expect([lists.hits, lookUps.hits]).toEqual([0, 5]);
  const found = await links(bucket);
  expect(found).toEqual({
    ...asListed,
    'l b+c%/一"//y': ['a b+c%/一"//x', 'ok'],
    'l\nn': ['two\nlines', 'ok'],
  });
  await scanBucket(stack.bffUrl, bucket);
  await vi.waitFor(async () => expect((await coverage(bucket)).scannedAt).not.toBe(createdAt.toISOString()));
  expect(await links(bucket)).toEqual(found);
  // Nothing is looked up again where nothing changed.
  expect(lookUps.hits).toBe(5);
});

describe('what was written after the inventory', () => {
  test('through Signpost counts, and a link deleted by it does not come back, though nothing was known of the bucket then', async () => {
    const bucket = putBucket({ gone: 'there', stays: 'there' });
    await writeInventory(stack, { bucket, createdAt: ago(1) });
    const body = { connection, bucket, key: 'gone' };
    const { now } = await expectOk(stack.bffUrl, 'preflight', { body: { action: 'delete', ...body } });
    await expectOk(stack.bffUrl, 'deleteLink', { body, ifMatch: now.token });
    await expectOk(stack.bffUrl, 'createLink', {
      body: { connection, bucket, key: 'new', target: 'nowhere', accept: ['target-missing'] },
      ifNoneMatch: '*',
    });
    await scan(bucket);
    expect(await links(bucket)).toEqual({
      stays: ['there', 'ok'],
      new: ['nowhere', 'missing'],
    });
  });

  test('by others is what links are looked up as; a link that is gone by then is not shown', async () => {
    const bucket = putBucket({ moved: 'there', gone: 'there', turned: 'there' });
    await writeInventory(stack, { bucket, createdAt: ago(1) });
    stack.admin.putSymlink({ bucket, key: 'moved', target: 'nowhere' });
    stack.admin.deleteObject({ bucket, key: 'gone' });
    stack.admin.putObject({ bucket, key: 'turned', size: 1 });
    await scan(bucket);
    expect(await links(bucket)).toEqual({ moved: ['nowhere', 'missing'] });
    const folders = await expectOk(stack.bffUrl, 'describeFolders', {
      body: { connection, bucket, prefixes: [''] },
    });
    expect(folders.items[0]).toMatchObject({ objects: 4, links: 1 });
  });

  test('and was seen since the last scan stays; what was gone when it was written goes', async () => {
    const bucket = putBucket();
    await writeInventory(stack, { bucket, createdAt: ago(3) });
    await scan(bucket);
    stack.admin.deleteObject({ bucket, key: 'there' });
    await writeInventory(stack, { bucket, createdAt: ago(1) });
    await expectOk(stack.bffUrl, 'createLink', {
      body: { connection, bucket, key: 'since', target: 'a b+c%/一"//x' },
      ifNoneMatch: '*',
    });
    await scan(bucket);
    expect(await links(bucket)).toEqual({
      ...asListed,
      good: ['there', 'missing'],
      since: ['a b+c%/一"//x', 'ok'],
    });
  });
});

describe('a broken inventory', () => {
  const break_ = {
    'a file that ends early': (key: string) =>
      stack.admin.putObject({ bucket: reports, key, body: gzipSync('"b","k"').subarray(0, 9) }),
    'a file that is not there': (key: string) => stack.admin.deleteObject({ bucket: reports, key }),
    'a file with another content of the same size': async (key: string, size: number) =>
      stack.admin.putObject({ bucket: reports, key, size }),
  };
  const codes = {
    'a file that ends early': 'inventory-damaged',
    'a file that is not there': 'inventory-missing',
    'a file with another content of the same size': 'inventory-damaged',
  };

  test.each(Object.keys(break_) as (keyof typeof break_)[])('%s shows nothing as known', async (how) => {
    const bucket = putBucket();
    const [, second = ''] = await writeInventory(stack, { bucket, createdAt: ago(1), files: 2 });
    await break_[how](second, 100);
    expect(await scan(bucket)).toMatchObject({ state: 'failed', problem: { code: codes[how] } });
    expect(await links(bucket)).toEqual({});
  });

  test('leaves what was known, with its age', async () => {
    const bucket = putBucket();
    const createdAt = ago(5);
    await writeInventory(stack, { bucket, createdAt });
    await scan(bucket);
    stack.admin.deleteObject({ bucket, key: 'there' });
    const [file = ''] = await writeInventory(stack, { bucket, createdAt: ago(1) });
    stack.admin.deleteObject({ bucket: reports, key: file });
    expect(await scan(bucket)).toMatchObject({
      state: 'complete',
      scannedAt: createdAt.toISOString(),
      problem: { code: 'inventory-missing', later: true },
    });
    expect(await links(bucket)).toEqual(asListed);
  });

  test('with a checksum that fits and rows that do not is told as soon as they are read', async () => {
    const bucket = putBucket();
    await writeInventory(stack, { bucket, createdAt: ago(1), columns: [...complete, 'Extra'] });
    await writeInventory(stack, {
      bucket,
      createdAt: ago(0.5),
      columns: complete,
      manifest: { fileSchema: [...complete, 'Extra'].join(',') },
    });
    expect(await scan(bucket)).toMatchObject({ state: 'failed', problem: { code: 'inventory-damaged' } });
  });
});
const complete = ['Key', 'Size', 'ETag', 'LastModifiedDate', 'StorageClass', 'ObjectType'];

describe('an inventory that cannot feed a scan is refused before anything is read', () => {
  const refused = async (bucket: string, code: string, params?: object): Promise<void> => {
    const problem = await expectProblem(stack.bffUrl, 'startScan', {
      body: { connection, bucket, source },
    });
    expect(problem).toMatchObject({ code, ...(params === undefined ? {} : { params }) });
    expect((await coverage(bucket)).state).not.toBe('scanning');
  };
  const told = async (bucket: string): Promise<unknown> =>
    (await expectOk(stack.bffUrl, 'listScanSources', { query: { connection, bucket } })).inventories[0];

  test('older than the last scan', async () => {
    const bucket = putBucket();
    await writeInventory(stack, { bucket, createdAt: ago(1) });
    await scanBucket(stack.bffUrl, bucket);
    await refused(bucket, 'inventory-unsuitable', { reason: 'older' });
    expect(await told(bucket)).toMatchObject({ id: 'daily', unusable: 'older', files: 1 });
  });

  test('of some keys only, or without types', async () => {
    const bucket = putBucket();
    putInventory(stack, { bucket, filter: '<Filter><Prefix>a/</Prefix></Filter>' });
    await refused(bucket, 'inventory-unsuitable', { reason: 'filtered' });
    putInventory(stack, { bucket, fields: ['Size', 'ETag'] });
    await refused(bucket, 'inventory-unsuitable', { reason: 'columns' });
    expect(await told(bucket)).toMatchObject({
      unusable: 'columns',
      missingColumns: ['StorageClass', 'LastModifiedDate', 'ObjectType'],
    });
  });

  test('not yet written, with a manifest that is none, or not configured', async () => {
    const bucket = putBucket();
    await refused(bucket, 'inventory-unsuitable', { reason: 'none-yet' });
    stack.admin.putObject({
      bucket: reports,
      key: `inv/${bucket}/daily/2020-01-01T00-00Z/manifest.json`,
      body: '{',
    });
    await refused(bucket, 'inventory-damaged');
    expect(await told(bucket)).toMatchObject({ unusable: 'damaged' });
    stack.admin.putBucketSetting(bucket, 'inventory daily', undefined);
    await refused(bucket, 'inventory-missing');
    expect(await told(bucket)).toBeUndefined();
  });
});

test('the newest inventory is told with its age and what it costs', async () => {
  const bucket = putBucket();
  await writeInventory(stack, { bucket, createdAt: ago(70 * 24), files: 2 });
  const createdAt = ago(60 * 24);
  await writeInventory(stack, { bucket, createdAt, files: 2 });
  const ask = () => expectOk(stack.bffUrl, 'listScanSources', { query: { connection, bucket } });
  expect(await ask()).toMatchObject({
    inventories: [{ id: 'daily', destination: reports, createdAt: createdAt.toISOString(), files: 2 }],
    metaQuery: { state: 'closed' },
  });
  await writeInventory(stack, { bucket, createdAt: ago(2), files: 2 });
  const { inventories } = await ask();
  // Its keys are counted by OSS: each may be a link.
  expect(inventories).toMatchObject([{ frequency: 'Daily', calls: 8, most: 8 + 6 }]);
  expect(inventories[0]?.unusable).toBeUndefined();
});

test('who may not see every key is told of no source, and who may not read its files uses no inventory', async () => {
  const bucket = putBucket();
  await writeInventory(stack, { bucket, createdAt: ago(1) });
  const opened = await startStack({
    oss: stack.oss,
    bff: {
      decide: (_actor, right, scope) =>
        scope.bucket !== reports &&
        (right !== 'object.read' || scope.bucket === bucket || scope.key === 'there'),
    },
  });
  onTestFinished(() => opened.stop());
  const { inventories } = await expectOk(opened.bffUrl, 'listScanSources', { query: { connection, bucket } });
  expect(inventories).toEqual([{ id: 'daily', frequency: 'Daily', unusable: 'not-readable' }]);
  const unread = await expectProblem(opened.bffUrl, 'startScan', { body: { connection, bucket, source } });
  expect(unread).toMatchObject({ code: 'inventory-unsuitable', params: { reason: 'not-readable' } });
  const other = putBucket();
  const query = { connection, bucket: other };
  for (const problem of [
    await expectProblem(opened.bffUrl, 'listScanSources', { query }),
    await expectProblem(opened.bffUrl, 'startScan', { body: { ...query, source } }),
  ])
    expect(problem).toMatchObject({ code: 'right-missing', params: { right: 'object.read' } });
});

test('a scan that was stopped goes on behind the rows that were kept, and looks nothing up twice', async () => {
  const bucket = putBucket(
    Object.fromEntries(Array.from({ length: 1200 }, (_, n) => [`l${String(n).padStart(4, '0')}`, 'there'])),
  );
  await writeInventory(stack, { bucket, createdAt: ago(1), files: 1 });
  const before = await startStack({ oss: stack.oss, state: stack.state });
  // A thousand rows are kept together: the look-ups of the next ones wait.
  const held = stack.faults.add({
    match: { bucket, operation: 'GetSymlink' },
    skip: 1050,
    times: 1,
    effect: { kind: 'stall', when: 'before' },
  });
  const lookUps = count(bucket, 'GetSymlink');
  await start(bucket, {}, before);
  await held.hit;
  await before.stopBff();
  held.remove();
  const spent = lookUps.hits;
  const checks = count(reports, 'GetObject');
  const after = await startStack({ oss: stack.oss, state: stack.state });
  onTestFinished(() => after.stopBff());
  expect(await ended(bucket, after)).toMatchObject({ state: 'complete', keys: 1203 });
  // Of the first batch none is asked for again; the file is not checked a second time.
  expect(lookUps.hits - spent).toBeLessThanOrEqual(203);
  expect(checks.hits).toBe(2);
});

test('the inventories that OSS writes by itself are read', async () => {
  const start_ = Date.now() - 2 * 24 * hour;
  let time = start_;
  const own = await startStack({ clock: () => new Date(time) });
  onTestFinished(() => own.stop());
  own.admin.putBucket({ name: reports });
  own.admin.putBucket({ name: 'written' });
  own.admin.putObject({ bucket: 'written', key: 'a b/一', size: 1 });
  own.admin.putSymlink({ bucket: 'written', key: 'l+1', target: 'a b/一' });
  putInventory(own, { bucket: 'written' });
  time = Date.now();
  const coverageThen = await scan('written', own);
  const midnight = new Date(Math.floor(time / (24 * hour)) * 24 * hour).toISOString();
  expect(coverageThen).toMatchObject({ state: 'complete', keys: 2, scannedAt: midnight });
  expect(await links('written', own)).toEqual({ 'l+1': ['a b/一', 'ok'] });
});
