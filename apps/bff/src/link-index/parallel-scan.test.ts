import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
const connection = 'default';
const bound = 20_000;
beforeAll(async () => {
  stack = await startStack({ bff: { maxIndexedKeys: bound } });
  putBucket('parts', 12_000);
  putBucket('too-many', bound + 5000);
}, 60_000);
afterAll(() => stack.stop());

/** One flat prefix, with a link at every hundredth key, behind a key that has nothing in common with them. */
function putBucket(bucket: string, keys: number): void {
  stack.admin.putBucket({ name: bucket });
  stack.admin.bulk(() => {
    stack.admin.putObject({ bucket, key: '!first', size: 1 });
    for (let n = 0; n < keys - 1; n += 1) {
      const key = `flat/k${String(n).padStart(6, '0')}`;
      if (n % 100 === 0) stack.admin.putSymlink({ bucket, key, target: 'flat/k000001' });
      else stack.admin.putObject({ bucket, key, size: 1 });
    }
  });
}

/** Counts the lists of a bucket. */
function watchLists(bucket: string) {
  return stack.faults.add({
    match: { bucket, operation: 'ListObjectsV2' },
    effect: { kind: 'hook', run: () => {} },
  });
}
const report = (bucket: string) => expectOk(stack.bffUrl, 'getScan', { query: { connection, bucket } });
async function countLinks(bucket: string): Promise<number> {
  const { total } = await expectOk(stack.bffUrl, 'listLinks', { query: { connection, bucket } });
  return total;
}

test('a large bucket is read in parts that together are all of it, each key once, at few more calls', async () => {
  const bucket = 'parts';
  for (const scan of ['first', 'second']) {
    const { estimatedMost = 0 } = (await report(bucket)).coverage;
    const lists = watchLists(bucket);
    await scanBucket(stack.bffUrl, bucket);
    await expect.poll(async () => (await report(bucket)).scan.state).toBe('ended');
    const { scan: made, coverage } = await report(bucket);
    expect(made.parts?.length, scan).toBeGreaterThan(1);
    expect(made.keys, scan).toBe(12_000);
    expect(coverage, scan).toMatchObject({ state: 'complete', keys: 12_000 });
    expect(await countLinks(bucket), scan).toBe(120);
    expect(lists.hits, scan).toBeLessThanOrEqual(12 + 8);
    // What was said before holds, also where the links are known.
    expect(made.calls, scan).toBeLessThanOrEqual(estimatedMost);
    lists.remove();
  }
}, 60_000);

test('a bucket with more keys than a scan holds is known without a gap up to a key', async () => {
  const bucket = 'too-many';
  await scanBucket(stack.bffUrl, bucket, 'partial');
  const { coverage } = await report(bucket);
  expect(coverage).toMatchObject({ state: 'partial', why: 'bound' });
  // Links are spread evenly: there are as many as the keys that are known, without one missing between them.
  expect(await countLinks(bucket)).toBe(Math.ceil((coverage.keys - 1) / 100));
  expect(coverage.keys).toBeGreaterThan(bound / 2);
  expect(coverage.keys).toBeLessThan(bound + 1001);
}, 60_000);
