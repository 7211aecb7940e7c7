import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let now = Date.parse('2026-11-22T10:00:00Z');
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ clock: () => new Date(now) });
});
afterAll(() => stack.stop());

const homeBuckets = async (): Promise<string[]> => {
  const { buckets } = await expectOk(stack.bffUrl, 'getHome', { query: { connection: 'default' } });
  return buckets.map(({ coverage }) => coverage.bucket);
};

test('an account without buckets is asked again at once, one with buckets after a minute', async () => {
  expect(await homeBuckets()).toEqual([]);
  stack.admin.putBucket({ name: 'first' });
  expect(await homeBuckets()).toEqual(['first']);
  stack.admin.putBucket({ name: 'second' });
  expect(await homeBuckets()).toEqual(['first']);
  now += 60_000;
  expect(await homeBuckets()).toEqual(['first', 'second']);
});
