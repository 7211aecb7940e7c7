import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { scanBucket } from '../testing/scan.ts';
import { startOss, startStack, type RunningOss, type Stack, type StackOptions } from '../testing/stack.ts';

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

/** Three pages, with a link on the first. */
function putBucket(): string {
  const bucket = `control-${(counter += 1)}`;
  oss.admin.putBucket({ name: bucket });
  oss.admin.bulk(() => {
    oss.admin.putSymlink({ bucket, key: 'a', target: 'k00001' });
    for (let n = 1; n < 3 * page; n += 1)
      oss.admin.putObject({ bucket, key: `k${String(n).padStart(5, '0')}`, size: 1 });
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
const get = (at: Stack, bucket: string) => expectOk(at.bffUrl, 'getScan', { query: { connection, bucket } });
const control = (at: Stack, bucket: string, what: 'pause' | 'resume' | 'cancel') =>
  expectOk(at.bffUrl, 'controlScan', { body: { connection, bucket, do: what } });
const patiently = { timeout: 10_000, interval: 20 };

/** Holds the third list of a bucket: two pages are kept then. */
const holdThird = (bucket: string) =>
  oss.faults.add({
    match: { bucket, operation: 'ListObjectsV2' },
    skip: 2,
    times: 1,
    effect: { kind: 'stall', when: 'before' },
  });
const countLists = (bucket: string) =>
  oss.faults.add({ match: { bucket, operation: 'ListObjectsV2' }, effect: { kind: 'hook', run: () => {} } });

test('a scan is paused and resumed from whichever console, and goes on from what is kept', async () => {
  const bucket = putBucket();
  const beside = await startAnother();
  const lists = countLists(bucket);
  const held = holdThird(bucket);
  await start(first, bucket);
  await held.hit;
  expect(await get(beside, bucket)).toMatchObject({
    scan: { state: 'running', keys: 2 * page, calls: 3, parts: [{ after: '', at: 'k01999', done: false }] },
    coverage: { state: 'scanning', estimatedKeys: 3 * page },
  });
  expect((await control(beside, bucket, 'pause')).scan).toMatchObject({ state: 'paused', keys: 2 * page });
  // The console that made it lets go of it, and says what was known before.
  await vi.waitFor(
    async () => expect((await get(first, bucket)).coverage.state).toBe('not-scanned'),
    patiently,
  );
  const third = await startAnother();
  expect((await get(third, bucket)).scan.state).toBe('paused');
  expect(lists.hits).toBe(3);
  expect((await control(third, bucket, 'resume')).scan.state).not.toBe('paused');
  await vi.waitFor(
    async () => expect((await get(third, bucket)).coverage).toMatchObject({ state: 'complete' }),
    patiently,
  );
  // Nothing is said to be complete before its scan has ended: the next one must not join it.
  expect((await get(third, bucket)).scan).toMatchObject({ state: 'ended', keys: 3 * page });
  expect(lists.hits).toBe(4);
});

test('a scan that is cancelled leaves what is shown as it was, and keeps the pages that it read', async () => {
  const bucket = putBucket();
  const beside = await startAnother();
  await scanBucket(first.bffUrl, bucket);
  const keptLinks = async (): Promise<unknown[]> =>
    (
      await first.state.database.pool.query<{ key: string }>(
        "SELECT key FROM signpost.index_keys WHERE bucket = $1 AND kind = 'link' ORDER BY key",
        [bucket],
      )
    ).rows.map(({ key }) => key);
  const before = (await get(first, bucket)).coverage;
  oss.admin.putSymlink({ bucket, key: 'b', target: 'k00002' });
  oss.admin.deleteObject({ bucket, key: 'a' });
  const held = holdThird(bucket);
  await start(first, bucket);
  await held.hit;
  expect((await control(beside, bucket, 'cancel')).scan.state).toBe('cancelled');
  await vi.waitFor(async () => expect((await get(first, bucket)).coverage).toEqual(before), patiently);
  expect(await keptLinks()).toEqual(['b']);
  const { items } = await expectOk(first.bffUrl, 'listLinks', { query: { connection, bucket } });
  expect(items.map(({ key }) => key)).toEqual(['a']);
  held.remove();
  await start(first, bucket);
  await vi.waitFor(async () => {
    const found = await expectOk(first.bffUrl, 'listLinks', { query: { connection, bucket } });
    expect(found.items.map(({ key }) => key)).toEqual(['b']);
  }, patiently);
});

test('what cannot be done with a scan is refused, with its state', async () => {
  const bucket = putBucket();
  expect((await get(first, bucket)).scan).toEqual({ state: 'none', calls: 0, headers: false });
  for (const [what, state] of [
    ['pause', 'none'],
    ['resume', 'none'],
  ] as const)
    expect(
      await expectProblem(first.bffUrl, 'controlScan', { body: { connection, bucket, do: what } }),
    ).toMatchObject({ code: 'scan-not-open', params: { state } });
  await scanBucket(first.bffUrl, bucket);
  expect(
    await expectProblem(first.bffUrl, 'controlScan', { body: { connection, bucket, do: 'cancel' } }),
  ).toMatchObject({ code: 'scan-not-open', params: { state: 'ended' } });
});

test('who may not see every key of a bucket is told of no part of its scan', async () => {
  const bucket = putBucket();
  await scanBucket(first.bffUrl, bucket);
  const restricted = await startAnother({
    decide: (_actor, right, scope) => right !== 'object.read' || scope.key?.startsWith('a') === true,
  });
  const { scan } = await get(restricted, bucket);
  expect(scan).toMatchObject({ state: 'ended' });
  expect(scan).not.toHaveProperty('parts');
  expect(scan).not.toHaveProperty('keys');
});
