import { csrfHeader } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const bucket = 'recorded-uploads';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ impatient: true });
  stack.admin.putBucket({ name: bucket });
});
afterAll(() => stack.stop());
beforeEach(() => stack.faults.clear());

/** Uploads five bytes where nothing is stored; answers the status and how it is recorded. */
async function upload(key: string) {
  const query = new URLSearchParams({
    connection: 'default',
    bucket,
    key,
    contentType: 'text/plain',
    reason: 'TICKET-7',
  });
  const response = await fetch(`${stack.bffUrl}/api/v1/objects/upload?${query.toString()}`, {
    method: 'POST',
    headers: {
      [csrfHeader.name]: csrfHeader.value,
      'content-type': 'application/octet-stream',
      'if-none-match': '*',
    },
    body: 'hello',
  });
  await response.arrayBuffer();
  stack.faults.clear();
  const { items } = await expectOk(stack.bffUrl, 'listChanges', {
    query: { connection: 'default', bucket, key },
  });
  expect(items).toHaveLength(1);
  return { status: response.status, change: items[0] };
}

test('an upload is recorded with what was sent, and is not undone', async () => {
  expect(await upload('done')).toMatchObject({
    status: 200,
    change: {
      action: 'upload',
      reason: 'TICKET-7',
      outcome: 'applied',
      before: { kind: 'absent' },
      after: { kind: 'object', facts: { size: 5 } },
      intended: null,
      upload: { size: 5, contentType: 'text/plain' },
      ossRequestId: expect.any(String) as string,
      undo: { possible: false, why: 'upload' },
    },
  });
});

test('an upload whose read-back fails is recorded as applied', async () => {
  stack.faults.add({ match: { operation: 'GetSymlink', bucket }, skip: 1, effect: { kind: 'busy' } });
  const { status, change } = await upload('not read back');
  expect(status).toBe(503);
  expect(change).toMatchObject({ outcome: 'applied', ossRequestId: expect.any(String) as string });
  expect(change?.after).toBeUndefined();
});

test('an upload that OSS refuses is recorded as failed', async () => {
  stack.faults.add({
    match: { operation: 'PutObject', bucket },
    effect: { kind: 'error', code: 'AccessDenied', status: 403 },
  });
  expect(await upload('refused')).toMatchObject({
    status: 403,
    change: { outcome: 'failed', problem: { code: 'oss-access-denied' } },
  });
});

test('an upload whose answer is lost and that nothing tells of is unknown, and may still arrive', async () => {
  stack.faults.add({ match: { operation: 'PutObject', bucket }, effect: { kind: 'reset', when: 'before' } });
  const { change } = await upload('lost');
  expect(change).toMatchObject({ outcome: 'unknown', mayArriveUntil: expect.any(String) as string });
});
