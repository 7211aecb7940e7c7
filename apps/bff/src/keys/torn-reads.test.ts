import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectOk, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
const bucket = 'torn-reads';
const place = { connection: 'default', bucket, key: 'link' };
const put = (target: string) =>
  stack.admin.putSymlink({ bucket, key: 'link', target, tagging: { of: target } });
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: bucket });
});
afterAll(() => stack.stop());
beforeEach(() => {
  stack.faults.clear();
  put('theirs');
});

test.each(['HeadObject', 'GetObjectACL', 'GetObjectTagging', 'ListObjectsV2'])(
  'a link that somebody replaces before %s is read again: no answer mixes two links',
  async (operation) => {
    stack.faults.add({
      match: { operation, bucket },
      times: 1,
      effect: { kind: 'hook', run: () => void put('ours') },
    });
    const { state } = await readForWrite(stack.bffUrl, place);
    expect(state).toMatchObject({ link: { target: 'ours', tags: { value: { of: 'ours' } } } });
  },
);

test('a link replaced again and again is not answered as if it stood still', async () => {
  let turn = 0;
  stack.faults.add({
    match: { operation: 'GetObjectTagging', bucket },
    effect: { kind: 'hook', run: () => void put(`turn-${String((turn += 1))}`) },
  });
  await expect(readForWrite(stack.bffUrl, place)).rejects.toThrow('state-changed');
  expect(turn).toBe(3);
});

test('who may not list is told so, and a replaced link is noticed all the same', async () => {
  stack.faults.add({
    match: { operation: 'ListObjectsV2', bucket },
    effect: { kind: 'error', code: 'AccessDenied', status: 403 },
  });
  stack.faults.add({
    match: { operation: 'GetObjectTagging', bucket },
    times: 1,
    effect: { kind: 'hook', run: () => void put('ours') },
  });
  const { state } = await readForWrite(stack.bffUrl, place);
  expect(state).toMatchObject({
    link: {
      target: 'ours',
      tags: { value: { of: 'ours' } },
      storageClass: { known: false, why: 'forbidden' },
    },
  });
});

test('a key that goes while the inspector asks for a part is missing, not forbidden', async () => {
  for (const part of ['tags', 'storageClass'] as const)
    await expect(
      expectOk(stack.bffUrl, 'getObjectPart', { query: { ...place, key: 'gone', part } }),
    ).rejects.toThrow('object-missing');
});
