import type { BodyOf } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

/** Consoles on one database. */
let stack: Stack;
let bucket: string;
let counter = 0;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());
beforeEach(() => {
  bucket = `again-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'a', body: 'a' });
});

const connection = 'default';
type Schedule = BodyOf<'setScanSchedule'>['schedule'];
const set = (schedule: Schedule, at = stack) =>
  expectOk(at.bffUrl, 'setScanSchedule', { body: { connection, bucket, schedule } });
const get = (at = stack) => expectOk(at.bffUrl, 'getScan', { query: { connection, bucket } });
const query = (text: string): Promise<unknown> => stack.state.database.pool.query(text, [bucket]);
const due = "UPDATE signpost.scan_schedules SET next_run_at = now() - interval '3 days' WHERE bucket = $1";
async function startAnother(): Promise<Stack> {
  const another = await startStack({ oss: stack.oss, state: stack.state });
  onTestFinished(() => another.stopBff());
  return another;
}
const daily: Schedule = { repeat: 'daily', time: '02:30', zone: 'Asia/Shanghai' };

test('a schedule says when it runs next, who set it and when', async () => {
  expect((await get()).schedule).toBeUndefined();
  const { schedule } = await set(daily);
  expect(schedule).toMatchObject({ schedule: daily, setBy: 'local' });
  expect(schedule?.nextRun).toMatch(/T18:30:00\.000Z$/);
  expect(Date.parse(schedule!.nextRun!)).toBeGreaterThan(Date.now());
  await set({ repeat: 'off' });
  expect((await get()).schedule).toMatchObject({ schedule: { repeat: 'off' } });
  expect((await get()).schedule?.nextRun).toBeUndefined();
});

test('what was missed is made up for once, by one of the consoles', async () => {
  await set({ repeat: 'hours', hours: 6 });
  const lists = stack.faults.add({
    match: { operation: 'ListObjectsV2', bucket },
    effect: { kind: 'hook', run: () => {} },
  });
  await startAnother();
  await query(due);
  await vi.waitFor(async () => expect((await get()).scan.state).toBe('ended'), { timeout: 10_000 });
  expect(Date.parse((await get()).schedule!.nextRun!)).toBeGreaterThan(Date.now());
  const { hits } = lists;
  // A look of each console later nothing more was begun.
  await startAnother();
  expect((await get()).coverage.state).toBe('complete');
  expect(lists.hits).toBe(hits);
});

test('a scan that somebody paused stays paused', async () => {
  const held = stack.faults.add({
    match: { operation: 'ListObjectsV2', bucket },
    effect: { kind: 'stall', when: 'before' },
  });
  await expectOk(stack.bffUrl, 'startScan', { body: { connection, bucket } });
  await held.hit;
  await expectOk(stack.bffUrl, 'controlScan', { body: { connection, bucket, do: 'pause' } });
  held.remove();
  await set({ repeat: 'hours', hours: 1 });
  await query(due);
  await vi.waitFor(
    async () => expect(Date.parse((await get()).schedule!.nextRun!)).toBeGreaterThan(Date.now()),
    { timeout: 10_000 },
  );
  expect((await get()).scan.state).toBe('paused');
});

test('what is no schedule is refused, and so is a bucket that is not there', async () => {
  const ask = (schedule: object, of = bucket) =>
    expectProblem(stack.bffUrl, 'setScanSchedule', {
      body: { connection, bucket: of, schedule: schedule as Schedule },
    });
  for (const wrong of [
    { ...daily, zone: 'Mars/Base' },
    { ...daily, zone: '+08:00' },
    { ...daily, time: '24:00' },
    { repeat: 'hours', hours: 2 },
    { repeat: 'weekly', day: 8, time: '02:30', zone: 'UTC' },
    { repeat: 'daily' },
  ])
    expect(await ask(wrong)).toMatchObject({ code: 'invalid-request' });
  expect(await ask(daily, 'not-there')).toMatchObject({ code: 'bucket-missing' });
});
