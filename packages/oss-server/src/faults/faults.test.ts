import { afterEach, beforeEach, expect, test } from 'vitest';

import { send, TEST_ACCOUNT } from '../../conformance/signed-request.ts';
import { startOssServer } from '../index.ts';
import type { OssServer } from '../index.ts';

let server: OssServer;
beforeEach(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT] });
  server.admin.putBucket({ name: 'faulty' });
  server.admin.putObject({ bucket: 'faulty', key: 'k', body: '0123456789' });
});
afterEach(() => server.stop());

const get = (key = 'k') => send(server.port, { bucket: 'faulty', key });
const putLink = () =>
  send(server.port, {
    method: 'PUT',
    bucket: 'faulty',
    key: 'l',
    query: 'symlink',
    headers: { 'x-oss-symlink-target': 'k' },
  });

test('an injected error answers without executing, as often as asked', async () => {
  const fault = server.faults.add({
    match: { operation: 'PutSymlink', key: /^l/ },
    times: 2,
    skip: 1,
    effect: { kind: 'error', code: 'AccessDenied', message: 'not today' },
  });
  expect((await putLink()).status).toBe(200);
  expect(await putLink()).toMatchObject({ status: 403, code: 'AccessDenied' });
  expect((await putLink()).status).toBe(403);
  expect((await putLink()).status).toBe(200);
  expect((await get()).status).toBe(200);
  expect(fault.hits).toBe(2);
});

test('a busy server says how long to wait, or does not', async () => {
  const fault = server.faults.add({ match: { bucket: 'faulty' }, effect: { kind: 'busy', delayMs: 250 } });
  expect(await get()).toMatchObject({
    status: 503,
    code: 'ServiceUnavailable',
    headers: { 'x-oss-qos-delay-time': '250' },
  });
  fault.remove();
  server.faults.add({ effect: { kind: 'busy', code: 'TotalQpsLimitExceeded' }, times: 1 });
  const busy = await get();
  expect(busy).toMatchObject({ status: 503, code: 'TotalQpsLimitExceeded' });
  expect(busy.headers).not.toHaveProperty('x-oss-qos-delay-time');
});

test('a reset before executing loses the write, one after it only the answer', async () => {
  server.faults.add({ times: 1, effect: { kind: 'reset', when: 'before' } });
  await expect(putLink()).rejects.toThrow(/ECONNRESET|socket hang up|aborted/);
  expect(server.admin.find({ bucket: 'faulty', key: 'l' })).toBeUndefined();
  server.faults.add({ times: 1, effect: { kind: 'reset', when: 'after' } });
  await expect(putLink()).rejects.toThrow(/ECONNRESET|socket hang up|aborted/);
  expect(server.admin.find({ bucket: 'faulty', key: 'l' })).toMatchObject({ target: 'k' });
});

test('a body is cut with its length kept, or honestly shortened, or reset', async () => {
  server.faults.add({ times: 1, effect: { kind: 'truncate', bytes: 4 } });
  await expect(get()).rejects.toThrow(/aborted/);
  server.faults.add({ times: 1, effect: { kind: 'truncate', bytes: 4, framing: 'honest' } });
  expect(await get()).toMatchObject({ text: '0123', headers: { 'content-length': '4' } });
  server.faults.add({ times: 1, effect: { kind: 'reset', when: 'mid-body' } });
  await expect(get()).rejects.toThrow(/ECONNRESET|socket hang up|aborted/);
});

test.each(['before', 'after', 'mid-body'] as const)('a stall %s holds until it is released', async (when) => {
  const fault = server.faults.add({ times: 1, effect: { kind: 'stall', when } });
  let answered = false;
  const pending = get().then((answer) => {
    answered = true;
    return answer;
  });
  await fault.hit;
  expect((await get()).text).toBe('0123456789');
  expect(answered).toBe(false);
  fault.release();
  expect((await pending).text).toBe('0123456789');
});

test('a hook overtakes the request: the racing writer', async () => {
  server.faults.add({
    match: { operation: 'PutSymlink' },
    times: 1,
    effect: {
      kind: 'hook',
      run: ({ key }) => void server.admin.putObject({ bucket: 'faulty', key: key!, body: 'was here first' }),
    },
  });
  const guarded = await send(server.port, {
    method: 'PUT',
    bucket: 'faulty',
    key: 'l',
    query: 'symlink',
    headers: { 'x-oss-symlink-target': 'k', 'x-oss-forbid-overwrite': 'true' },
  });
  expect(guarded).toMatchObject({ status: 409, code: 'FileAlreadyExists' });
});
