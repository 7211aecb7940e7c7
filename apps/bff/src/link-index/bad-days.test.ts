import type { Coverage, Home } from '@signpost/api-contract';
import type { FaultRule } from '@signpost/oss-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { callApi, expectOk, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { toEstimate } from './scan-bucket.ts';

const connection = 'default';
/** Keys of one list call. */
const page = 1000;
/** The bound of these dailyStats: two pages. */
const bound = 2 * page;
const buckets = ['grows', 'cut', 'never', 'again', 'whole', 'written', 'cold', 'twice', 'costs'] as const;
type BucketName = (typeof buckets)[number];
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ bff: { maxIndexedKeys: bound } });
  for (const name of buckets) stack.admin.putBucket({ name });
}, 30_000);
afterEach(() => stack.faults.clear());
afterAll(() => stack.stop());

/** Objects of one page or several, in key order. */
function fill(bucket: BucketName, prefix: string, count: number): void {
  stack.admin.bulk(() => {
    for (let i = 0; i < count; i += 1)
      stack.admin.putObject({ bucket, key: `${prefix}${String(i).padStart(5, '0')}`, size: 1 });
  });
}

function link(bucket: BucketName, key: string, target: string): void {
  stack.admin.putSymlink({ bucket, key, target });
}

/** Lets so many calls through and then makes every further one go wrong. */
function breakAfter(skip: number, match: NonNullable<FaultRule['match']>, effect: FaultRule['effect']) {
  return stack.faults.add({ match, skip, effect });
}

async function coverageOf(bucket: BucketName): Promise<Coverage> {
  const { items } = await expectOk(stack.bffUrl, 'listCoverage', { query: { connection, bucket } });
  return items[0] as Coverage;
}

/** Reads a bucket and waits for the end of it. */
async function read(bucket: BucketName): Promise<Coverage> {
  await expectOk(stack.bffUrl, 'startScan', { body: { connection, bucket } });
  return vi.waitFor(
    async () => {
      const coverage = await coverageOf(bucket);
      expect(coverage.state).not.toBe('scanning');
      return coverage;
    },
    { timeout: 10_000, interval: 20 },
  );
}

async function healthOf(bucket: BucketName, key: string): Promise<string | undefined> {
  const { items } = await expectOk(stack.bffUrl, 'listLinks', { query: { connection, bucket, prefix: key } });
  return items.find((one) => one.key === key)?.health;
}

async function homeOf(bucket: BucketName): Promise<Home['buckets'][number]> {
  const { buckets: rows } = await expectOk(stack.bffUrl, 'getHome', { query: { connection } });
  const row = rows.find(({ coverage }) => coverage.bucket === bucket);
  if (row === undefined) throw new Error(`Home lacks ${bucket}`);
  return row;
}

describe('a bucket that grows past the bound while it is read', () => {
  const bucket = 'grows';
  const partly = { state: 'partial', why: 'bound', keys: bound };
  beforeAll(async () => {
    link(bucket, 'a/link', 'z/target');
    link(bucket, 'a/lost', 'b/nothing');
    fill(bucket, 'b/', bound - 500);
    stack.admin.putObject({ bucket, key: 'z/target', size: 1 });
    const fault = stack.faults.add({
      match: { bucket, operation: 'ListObjectsV2' },
      skip: 1,
      times: 1,
      effect: { kind: 'hook', run: () => fill(bucket, 'c/', 3 * page) },
    });
    expect(await read(bucket)).toMatchObject(partly);
    expect(fault.hits).toBe(1);
  });

  it('is said to be read in part by everything that is drawn from it', async () => {
    const place = { connection, bucket };
    const folders = await expectOk(stack.bffUrl, 'describeFolders', { body: { ...place, prefixes: ['a/'] } });
    const keyed = { query: { ...place, key: 'a/link' } };
    const all = [
      (await homeOf(bucket)).coverage,
      ...(await expectOk(stack.bffUrl, 'listLinks', { query: place })).coverage,
      folders.coverage,
      (await expectOk(stack.bffUrl, 'listBacklinks', keyed)).coverage,
      (await expectOk(stack.bffUrl, 'listCandidates', keyed)).coverage,
      ...(await expectOk(stack.bffUrl, 'search', { query: { connection, text: 'a/link' } })).coverage.filter(
        (one) => one.bucket === bucket,
      ),
    ];
    expect(all.length).toBe(6);
    for (const coverage of all) expect(coverage).toMatchObject(partly);
  });

  it('calls a target behind the bound unknown and one before it missing', async () => {
    expect(await healthOf(bucket, 'a/link')).toBe('unknown');
    expect(await healthOf(bucket, 'a/lost')).toBe('missing');
    expect(await homeOf(bucket)).toMatchObject({ links: 2, byHealth: { unknown: 1, missing: 1 } });
  });

  it('does not claim to know all who would break', async () => {
    link(bucket, 'a/other', 'b/00001');
    await read(bucket);
    const { findings } = await expectOk(stack.bffUrl, 'preflight', {
      body: { action: 'create', connection, bucket, key: 'b/00001', target: 'b/00002' },
    });
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'breaks-links', count: 1, complete: false }),
    );
  });
});

describe('a reading that is cut', () => {
  const bucket = 'cut';
  beforeAll(() => {
    link(bucket, 'a/link', 'b/00000');
    fill(bucket, 'b/', page + 300);
    link(bucket, 'c/link', 'b/00001');
  });

  it.each<[string, NonNullable<FaultRule['match']>, FaultRule['effect'], string]>([
    ['by 503 on its second page', { operation: 'ListObjectsV2' }, { kind: 'busy' }, 'oss-unavailable'],
    [
      'by a reset on its second page',
      { operation: 'ListObjectsV2' },
      { kind: 'reset', when: 'before' },
      'oss-unreachable',
    ],
    [
      'by a reset in the middle of its second page',
      { operation: 'ListObjectsV2' },
      { kind: 'reset', when: 'mid-body' },
      'oss-unreachable',
    ],
    [
      'by a reset while a link of its second page is looked up',
      { operation: 'GetSymlink' },
      { kind: 'reset', when: 'before' },
      'oss-unreachable',
    ],
  ])('%s is whole up to the page before, and says what cut it', async (_, match, effect, code) => {
    // A console of its own: nothing was read there, no target is remembered.
    const own = await startStack({ oss: stack.oss });
    breakAfter(1, { bucket, ...match }, effect);
    await expectOk(own.bffUrl, 'startScan', { body: { connection, bucket } });
    const coverage = await vi.waitFor(
      async () => {
        const { items } = await expectOk(own.bffUrl, 'listCoverage', { query: { connection, bucket } });
        expect(items[0]?.state).not.toBe('scanning');
        return items[0];
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(coverage).toMatchObject({ state: 'partial', why: 'cut', keys: page, problem: { code } });
    const { items } = await expectOk(own.bffUrl, 'listLinks', { query: { connection, bucket } });
    expect(items.map(({ key, health }) => [key, health])).toEqual([['a/link', 'ok']]);
    await own.stop();
  });

  it('goes on where OSS throttles for a while only, and says meanwhile what it waits for', async () => {
    const own = await startStack({ oss: stack.oss, bff: { scanPatienceMs: 60_000 } });
    // Two sendings of the second page, and those of its second attempt.
    const throttled = stack.faults.add({
      match: { bucket, operation: 'ListObjectsV2' },
      skip: 1,
      times: 4,
      effect: { kind: 'busy', delayMs: 20 },
    });
    await expectOk(own.bffUrl, 'startScan', { body: { connection, bucket } });
    const report = async (): Promise<Coverage | undefined> =>
      (await expectOk(own.bffUrl, 'listCoverage', { query: { connection, bucket } })).items[0];
    const until = { timeout: 15_000, interval: 20 };
    await vi.waitFor(
      async () =>
        expect(await report()).toMatchObject({ state: 'scanning', waits: { code: 'oss-throttled' } }),
      until,
    );
    await vi.waitFor(async () => expect((await report())?.state).toBe('complete'), until);
    expect(throttled.hits).toBe(4);
    const coverage = await report();
    expect(coverage).toMatchObject({ keys: page + 302 });
    expect(coverage).not.toHaveProperty('waits');
    expect(coverage).not.toHaveProperty('problem');
    await own.stop();
  }, 30_000);

  it('names the request that was refused', async () => {
    breakAfter(1, { bucket, operation: 'ListObjectsV2' }, { kind: 'busy' });
    const { problem } = await read(bucket);
    expect(problem?.ossRequestId).toMatch(/^[0-9A-F]{24}$/);
    expect(problem).not.toHaveProperty('later');
  });
});

describe('a bucket that cannot be read at all', () => {
  it.each([
    ['AccessDenied', 'oss-access-denied'],
    ['InternalError', 'oss-unavailable'],
  ])('says %s, and leaves the numbers of the others alone', async (code, problem) => {
    link('whole', 'l', 'gone');
    await read('whole');
    breakAfter(0, { bucket: 'never', operation: 'ListObjectsV2' }, { kind: 'error', code });
    expect(await read('never')).toMatchObject({ state: 'failed', keys: 0, problem: { code: problem } });
    const home = await expectOk(stack.bffUrl, 'getHome', { query: { connection } });
    const states = Object.fromEntries(
      home.buckets.map(({ coverage, links }) => [coverage.bucket, [coverage.state, links]]),
    );
    expect(states).toMatchObject({ never: ['failed', 0], whole: ['complete', 1] });
  });

  it('is whole once a second try succeeds', async () => {
    const coverage = await read('never');
    expect(coverage).toMatchObject({ state: 'complete', keys: 0 });
    expect(coverage).not.toHaveProperty('problem');
  });
});

describe('a reading of what was read before', () => {
  const bucket = 'again';

  it('that is cut or refused leaves the older one, with its age and what went wrong', async () => {
    fill(bucket, 'a/', page + 10);
    link(bucket, 'z/link', 'a/00000');
    const first = await read(bucket);
    expect(first).toMatchObject({ state: 'complete', keys: page + 11 });
    for (const skip of [0, 1]) {
      const fault = breakAfter(skip, { bucket, operation: 'ListObjectsV2' }, { kind: 'busy' });
      expect(await read(bucket)).toMatchObject({
        state: 'complete',
        keys: page + 11,
        scannedAt: first.scannedAt,
        problem: { code: 'oss-unavailable', later: true },
      });
      expect(await healthOf(bucket, 'z/link')).toBe('ok');
      fault.remove();
    }
    expect(await read(bucket)).not.toHaveProperty('problem');
  });

  it('keeps the numbers until it has ended', async () => {
    const stall = stack.faults.add({
      match: { bucket, operation: 'ListObjectsV2' },
      skip: 1,
      effect: { kind: 'stall', when: 'before' },
    });
    await expectOk(stack.bffUrl, 'startScan', { body: { connection, bucket } });
    await stall.hit;
    expect(await homeOf(bucket)).toMatchObject({
      coverage: { state: 'scanning', keys: page + 11 },
      links: 1,
    });
    stall.release();
    stall.remove();
    await read(bucket);
  });
});

describe('what is written while a bucket is read', () => {
  it('stands in the index afterwards, also where the reading had passed already', async () => {
    const bucket = 'written';
    fill(bucket, 'b/', page + 10);
    link(bucket, 'a/gone', 'b/00000');
    const stall = stack.faults.add({
      match: { bucket, operation: 'ListObjectsV2' },
      skip: 1,
      times: 1,
      effect: { kind: 'stall', when: 'before' },
    });
    await expectOk(stack.bffUrl, 'startScan', { body: { connection, bucket } });
    await stall.hit;
    const gone = { connection, bucket, key: 'a/gone' };
    const { token } = await readForWrite(stack.bffUrl, gone);
    await expectOk(stack.bffUrl, 'deleteLink', { body: gone, ifMatch: token });
    const body = { connection, bucket, key: 'a/new', target: 'b/00001' };
    await expectOk(stack.bffUrl, 'createLink', { body, ifNoneMatch: '*' });
    stall.release();
    await read(bucket);
    const { items } = await expectOk(stack.bffUrl, 'listLinks', { query: { connection, bucket } });
    expect(items.map(({ key, health }) => [key, health])).toEqual([['a/new', 'ok']]);
  });

  it('is read once when two tabs ask at a time', async () => {
    const bucket = 'twice';
    fill(bucket, 'a/', 10);
    const lists = stack.faults.add({
      match: { bucket, operation: 'ListObjectsV2' },
      effect: { kind: 'stall', when: 'before' },
    });
    const body = { connection, bucket };
    await expectOk(stack.bffUrl, 'startScan', { body });
    await lists.hit;
    expect(await expectOk(stack.bffUrl, 'startScan', { body })).toMatchObject({ state: 'scanning' });
    lists.release();
    await vi.waitFor(async () =>
      expect(await coverageOf(bucket)).toMatchObject({ state: 'complete', keys: 10 }),
    );
    expect(lists.hits).toBe(1);
  });
});

describe('a link to an archived object', () => {
  const bucket = 'cold';
  const key = 'link';
  const target = 'archived';
  const look = () => readForWrite(stack.bffUrl, { connection, bucket, key });
  beforeAll(async () => {
    const restored = { state: 'restored', expires: Date.now() + 86_400_000 } as const;
    stack.admin.putObject({ bucket, key: target, size: 1, storageClass: 'Archive' });
    stack.admin.setRestore({ bucket, key: target }, restored);
    link(bucket, key, target);
    await read(bucket);
  });

  it('stays readable in the index when the restored object is looked at', async () => {
    expect(await healthOf(bucket, key)).toBe('ok');
    expect((await look()).link?.health).toBe('ok');
    expect(await healthOf(bucket, key)).toBe('ok');
    await readForWrite(stack.bffUrl, { connection, bucket, key: target });
    expect(await healthOf(bucket, key)).toBe('ok');
  });

  it('goes cold in the index, and restores, as soon as a look through the link tells', async () => {
    stack.admin.setRestore({ bucket, key: target }, { state: 'none' });
    expect((await look()).link?.health).toBe('cold');
    expect(await healthOf(bucket, key)).toBe('cold');
    const restored = { state: 'restored', expires: Date.now() + 86_400_000 } as const;
    stack.admin.setRestore({ bucket, key: target }, restored);
    await look();
    expect(await healthOf(bucket, key)).toBe('ok');
  });
});

describe('what a first reading would cost', () => {
  it('is told for a bucket by name, for one call however often it is asked', async () => {
    const bucket = 'costs';
    fill(bucket, 'a/', page + 1);
    const sums = stack.faults.add({
      match: { bucket, operation: 'GetBucketStat' },
      effect: { kind: 'hook', run: () => {} },
    });
    for (let i = 0; i < 3; i += 1)
      expect(await coverageOf(bucket)).toMatchObject({
        state: 'not-scanned',
        estimatedCalls: 2,
        estimatedKeys: page + 1,
        // Any key may be a link, and a link costs a call.
        estimatedMost: 2 + page + 1,
        estimatedMostWithHeaders: 2 + 3 * (page + 1),
      });
    expect(sums.hits).toBe(1);
    stack.admin.putSymlink({ bucket, key: 'link', target: 'a/00001' });
    await read(bucket);
    expect(await coverageOf(bucket)).toMatchObject({ estimatedCalls: 2, estimatedMost: 3 });
    expect(await coverageOf(bucket)).toMatchObject({ estimatedMostWithHeaders: 5 });
    expect(sums.hits).toBe(1);
  });

  it('is not told where OSS does not say, and never more calls than the bound allows', async () => {
    const own = await startStack({ oss: stack.oss });
    const query = { connection, bucket: 'costs' };
    const fault = breakAfter(0, { operation: 'GetBucketStat' }, { kind: 'error', code: 'AccessDenied' });
    const { items } = await expectOk(own.bffUrl, 'listCoverage', { query });
    expect(items[0]).toMatchObject({ state: 'not-scanned' });
    expect(items[0]).not.toHaveProperty('estimatedCalls');
    expect(fault.hits).toBe(1);
    // The list of all buckets costs nothing.
    expect((await callApi(own.bffUrl, 'listCoverage', { query: { connection } })).ok).toBe(true);
    expect(fault.hits).toBe(1);
    expect(toEstimate(9_000_000)).toMatchObject({ estimatedKeys: 9_000_000, estimatedCalls: 5000 });
    expect(toEstimate(3_000_000, { bound: 200_000 }).estimatedCalls).toBe(200);
    expect(toEstimate(0).estimatedCalls).toBe(1);
    await own.stop();
  });
});
