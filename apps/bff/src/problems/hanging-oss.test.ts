import type { WriteView } from '@signpost/api-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi, expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

// More lists hang than may be under way at once: what is not a list goes on.

let stack: Stack;
let hanging: Promise<unknown>[];
const lists = 41;
const released = Promise.withResolvers<void>();
const scope = (key: string) => ({ connection: 'default', bucket: 'alive', key });
let seen: WriteView;

beforeAll(async () => {
  stack = await startStack({
    bff: {
      clientOptions: {
        concurrency: 32,
        timeouts: { connectMs: 10_000, headersMs: 60_000, bodyMs: 60_000, queueMs: 200 },
      },
    },
  });
  for (const name of ['alive', 'hanging', 'unread']) stack.admin.putBucket({ name });
  for (const key of ['v1', 'v2']) stack.admin.putObject({ bucket: 'alive', key, body: key });
  stack.admin.putSymlink({ bucket: 'alive', key: 'link', target: 'v1' });
  stack.admin.putSymlink({ bucket: 'unread', key: 'link', target: 'v1' });
  seen = await readForWrite(stack.bffUrl, scope('link'));
  let arrived = 0;
  const full = Promise.withResolvers<void>();
  const hang = async (): Promise<void> => {
    arrived += 1;
    if (arrived === 32) full.resolve();
    await released.promise;
  };
  stack.faults.add({
    match: { operation: 'ListObjectsV2', bucket: 'hanging' },
    effect: { kind: 'hook', run: hang },
  });
  const list = () =>
    callApi(stack.bffUrl, 'listObjects', { query: { connection: 'default', bucket: 'hanging' } });
  hanging = Array.from({ length: lists }, list);
  await full.promise;
});
afterAll(async () => {
  released.resolve();
  await Promise.all(hanging);
  await stack.stop();
});

describe('while more lists hang than may be under way', () => {
  test('another read is told so within the time of the queue, and may be tried again', async () => {
    const problem = await expectProblem(stack.bffUrl, 'getObject', { query: scope('v1') });
    expect(problem).toMatchObject({ code: 'too-many-calls', status: 503, retryable: true });
  });

  test('Signpost is ready', async () => {
    expect((await fetch(`${stack.bffUrl}/readyz`)).status).toBe(200);
  });

  test('links are written and writes undone, in a bucket of which nothing is known yet as well', async () => {
    const moved = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('link'), target: 'v2' },
      ifMatch: seen.token,
    });
    expect(moved).toMatchObject({
      change: { outcome: 'applied' },
      view: { state: { link: { target: 'v2' } } },
    });
    const back = await expectOk(stack.bffUrl, 'undoChange', {
      body: { connection: 'default', change: moved.change.id },
      ifMatch: moved.view?.token ?? '',
    });
    expect(back).toMatchObject({ change: { outcome: 'applied' } });
    const made = await expectOk(stack.bffUrl, 'createLink', {
      body: { ...scope('new'), bucket: 'unread', target: 'link', accept: ['target-chained'] },
      ifNoneMatch: '*',
    });
    expect(made).toMatchObject({ change: { outcome: 'applied' } });
  });

  test('an object is uploaded', async () => {
    const search = new URLSearchParams(scope('uploaded')).toString();
    const answer = await fetch(`${stack.bffUrl}/api/v1/objects/upload?${search}`, {
      method: 'POST',
      headers: {
        'x-signpost-csrf': '1',
        'content-type': 'application/octet-stream',
        'if-none-match': '*',
      },
      body: 'bytes',
    });
    expect(answer.status).toBe(200);
  });
});
