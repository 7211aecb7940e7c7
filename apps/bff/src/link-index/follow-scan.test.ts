import type { AnswerOf } from '@signpost/api-contract';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { readEvents } from '../testing/read-events.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack, type StackOptions } from '../testing/stack.ts';

/** Two consoles on one database and one OSS; followers ask the second, and the first makes the scans. */
let first: Stack;
let second: Stack;
let counter = 0;
beforeAll(async () => {
  first = await startStack();
  second = await startStack({ oss: first.oss, state: first.state, bff: { heartbeatMs: 50 } });
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

const connection = 'default';
const page = 1000;

/** Three pages, the third of which is held back. */
function putBucket() {
  const bucket = `followed-${(counter += 1)}`;
  first.admin.putBucket({ name: bucket });
  first.admin.bulk(() => {
    for (let n = 0; n < 3 * page; n += 1)
      first.admin.putObject({ bucket, key: `k${String(n).padStart(5, '0')}`, size: 1 });
  });
  const held = first.faults.add({
    match: { bucket, operation: 'ListObjectsV2' },
    skip: 2,
    times: 1,
    effect: { kind: 'stall', when: 'before' },
  });
  return { bucket, held };
}

async function startAnother(bff: NonNullable<StackOptions['bff']>): Promise<Stack> {
  const another = await startStack({ oss: first.oss, state: first.state, bff });
  onTestFinished(() => another.stopBff());
  return another;
}

const start = (bucket: string) => expectOk(first.bffUrl, 'startScan', { body: { connection, bucket } });
const stream = (at: Stack, bucket: string, more: RequestInit = {}) =>
  fetch(`${at.bffUrl}/api/v1/index/scan/events?connection=${connection}&bucket=${bucket}`, more);
const toReports = (events: readonly { event?: string; data?: string }[]): AnswerOf<'getScan'>[] =>
  events
    .filter(({ event }) => event === 'scan')
    .map(({ data }) => JSON.parse(data ?? '') as AnswerOf<'getScan'>);

test('a stream at one console tells how far the scan of another has come until its end, and is not begun again', async () => {
  const { bucket, held } = putBucket();
  await start(bucket);
  await held.hit;
  const response = await stream(second, bucket);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const read = readEvents(response);
  await read.begun;
  await expectOk(first.bffUrl, 'controlScan', { body: { connection, bucket, do: 'pause' } });
  await expectOk(first.bffUrl, 'controlScan', { body: { connection, bucket, do: 'resume' } });
  const { events, comments } = await read.ended;
  const reports = toReports(events);
  expect(reports[0]).toMatchObject({ scan: { state: 'running', keys: 2 * page, parts: [{ at: 'k01999' }] } });
  expect(reports.at(-1)).toMatchObject({
    scan: { state: 'ended', keys: 3 * page },
    coverage: { state: 'complete', keys: 3 * page },
  });
  expect(events.at(-1)).toEqual({ event: 'end', data: '{}' });
  expect(comments).toBeGreaterThan(0);
  const ids = events.flatMap(({ id }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size).toBe(ids.length);
  // What the last look said of other consoles may have changed with the load that it led to.
  const again = await stream(second, bucket, { headers: { 'last-event-id': ids.at(-1) ?? '' } });
  const last = again.status === 204 ? ids.at(-1) : (await readEvents(again).ended).events[0]?.id;
  const resumed = await stream(second, bucket, { headers: { 'last-event-id': last ?? '' } });
  expect(resumed.status).toBe(204);
});

test('who may not see every key is told of no part, and of nothing more once the right has ended', async () => {
  const { bucket, held } = putBucket();
  let mayRead = true;
  const restricted = await startAnother({
    heartbeatMs: 50,
    decide: (_actor, right) => (right === 'link.read' ? mayRead : right !== 'object.read'),
  });
  await start(bucket);
  await held.hit;
  const read = readEvents(await stream(restricted, bucket));
  await read.begun;
  mayRead = false;
  // The connection is broken off with the next sign of life.
  await expect(read.ended).rejects.toThrow('terminated');
  expect((await stream(restricted, bucket)).status).toBe(403);
  mayRead = true;
  held.remove();
  const { events } = await readEvents(await stream(restricted, bucket)).ended;
  for (const { scan } of toReports(events)) {
    expect(scan).not.toHaveProperty('keys');
    expect(scan).not.toHaveProperty('parts');
  }
});

test('a bucket that was never scanned, and a scan that is over, end the stream at once', async () => {
  const bucket = `followed-${(counter += 1)}`;
  first.admin.putBucket({ name: bucket });
  const none = await readEvents(await stream(first, bucket)).ended;
  expect(toReports(none.events).map(({ scan }) => scan.state)).toEqual(['none']);
  await scanBucket(first.bffUrl, bucket);
  const over = await readEvents(await stream(first, bucket)).ended;
  expect(toReports(over.events).map(({ scan }) => scan.state)).toEqual(['ended']);
});

test('too many followers are told so, and a stream ends when the console stops', async () => {
  const { bucket, held } = putBucket();
  const third = await startAnother({ maxWatchers: 1 });
  await start(bucket);
  await held.hit;
  const read = readEvents(await stream(third, bucket));
  await read.begun;
  const refused = await stream(third, bucket);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: 'too-many-watchers' });
  await third.stopBff();
  expect((await read.ended).events.at(-1)?.event).toBe('scan');
  held.remove();
});
