import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

async function listed(bucket: string, key = 'link') {
  const asked: string[] = [];
  const hook = stack.faults.add({
    match: { bucket, key },
    effect: { kind: 'hook', run: ({ operation }) => void asked.push(operation) },
  });
  const answer = await expectOk(stack.bffUrl, 'listKeyVersions', {
    query: { connection: 'default', bucket, key },
  });
  hook.remove();
  return { ...answer, asked };
}

function putLink(bucket: string, target: string): void {
  stack.admin.putSymlink({ bucket, key: 'link', target });
}

test('versions of others have their target, our own the id of their change, and both the order of the bucket', async () => {
  const bucket = 'versions-mixed';
  stack.admin.putBucket({ name: bucket });
  putLink(bucket, 'oldest');
  stack.admin.setVersioning(bucket, 'Enabled');
  putLink(bucket, 'outside');
  stack.admin.putObject({ bucket, key: 'outside', body: 'one' });
  stack.admin.putObject({ bucket, key: 'v2', body: 'two' });
  stack.admin.putObject({ bucket, key: 'link-behind', body: 'another key' });
  const place = { connection: 'default', bucket, key: 'link' };
  const { token } = await readForWrite(stack.bffUrl, place);
  const body = { ...place, target: 'v2', accept: [] };
  const { change } = await expectOk(stack.bffUrl, 'repointLink', { body, ifMatch: token });
  stack.admin.putObject({ bucket, key: 'link', body: 'an object' });
  stack.admin.deleteObject({ bucket, key: 'link' });

  const { items, truncated, asked } = await listed(bucket);
  expect(items).toMatchObject([
    { kind: 'deleted', isCurrent: true },
    { kind: 'object', size: 9, isCurrent: false },
    { kind: 'link', change: change.id },
    { kind: 'link', target: 'outside' },
    { kind: 'link', target: 'oldest', versionId: 'null' },
  ]);
  expect(items[2]).not.toHaveProperty('target');
  expect(truncated).toBe(false);
  expect(asked).toEqual(['GetSymlink', 'GetSymlink']);
});

test('a bucket that never kept versions is not asked for any', async () => {
  const bucket = 'versions-none';
  stack.admin.putBucket({ name: bucket });
  putLink(bucket, 'v1');
  const { items, truncated } = await listed(bucket);
  expect({ items, truncated }).toEqual({ items: [], truncated: false });
});

test('of many versions the newest are listed, the targets of fewer are asked for, and older ones are said', async () => {
  const bucket = 'versions-many';
  stack.admin.putBucket({ name: bucket });
  stack.admin.setVersioning(bucket, 'Enabled');
  for (let i = 1; i <= 60; i += 1) putLink(bucket, `v${String(i)}`);
  const { items, truncated, asked } = await listed(bucket);
  expect(items).toHaveLength(50);
  expect(items[0]).toMatchObject({ target: 'v60', isCurrent: true });
  expect(items.filter(({ target }) => target !== undefined)).toHaveLength(20);
  expect(truncated).toBe(true);
  expect(asked).toHaveLength(20);
});
