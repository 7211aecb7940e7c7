import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  for (const bucket of ['switched-on', 'switched-off']) {
    stack.admin.putBucket({ name: bucket });
    stack.admin.putObject({ bucket, key: 'archive', size: 1, storageClass: 'Archive' });
    stack.admin.putObject({ bucket, key: 'cold-archive', size: 1, storageClass: 'ColdArchive' });
    for (const target of ['archive', 'cold-archive'])
      stack.admin.putSymlink({ bucket, key: `to-${target}`, target });
  }
  await stack.client.send({
    operation: 'PutBucketArchiveDirectRead',
    method: 'PUT',
    bucket: 'switched-on',
    query: [['bucketArchiveDirectRead', '']],
    headers: [['content-type', 'application/xml']],
    body: Buffer.from(
      '<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>',
    ),
    effect: 'write',
  });
});
afterAll(() => stack.stop());

const healthOf = async (bucket: string, key: string) =>
  (await expectOk(stack.bffUrl, 'getObject', { query: { connection, bucket, key } })).link?.health;

test.each([
  ['switched-on', 'to-archive', 'ok'],
  ['switched-on', 'to-cold-archive', 'cold'],
  ['switched-off', 'to-archive', 'cold'],
])(
  'in the bucket %s the link %s is %s, on its page, in lists, before a write and in the index',
  async (bucket, key, health) => {
    expect(await healthOf(bucket, key)).toBe(health);
    const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
      body: { connection, bucket, links: [{ key }] },
    });
    expect(items[0]?.health).toBe(health);
    const preflight = await expectOk(stack.bffUrl, 'preflight', {
      body: { action: 'create', connection, bucket, key: 'new', target: key.replace('to-', '') },
    });
    expect(preflight.health).toBe(health);
    await expectOk(stack.bffUrl, 'startScan', { body: { connection, bucket } });
    await vi.waitUntil(async () => {
      const { items: all } = await expectOk(stack.bffUrl, 'listCoverage', { query: { connection, bucket } });
      return all[0]?.state === 'complete';
    });
    const links = await expectOk(stack.bffUrl, 'listLinks', { query: { connection, bucket } });
    expect(links.items.find((link) => link.key === key)?.health).toBe(health);
  },
);

test('the switch is asked for once in minutes, and only where an archived object was met', async () => {
  const bucket = 'without-archive';
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'plain', body: 'x' });
  stack.admin.putSymlink({ bucket, key: 'link', target: 'plain' });
  const asked = stack.faults.add({
    match: { operation: 'GetBucketArchiveDirectRead' },
    effect: { kind: 'hook', run: () => {} },
  });
  expect(await healthOf(bucket, 'link')).toBe('ok');
  stack.admin.putObject({ bucket, key: 'archive', size: 1, storageClass: 'Archive' });
  stack.admin.putSymlink({ bucket, key: 'to-archive', target: 'archive' });
  expect(asked.hits).toBe(0);
  expect(await healthOf(bucket, 'to-archive')).toBe('cold');
  expect(await healthOf(bucket, 'to-archive')).toBe('cold');
  expect(asked.hits).toBe(1);
});

test('a credential that may not ask sees the object as cold', async () => {
  const bucket = 'refused-switch';
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'archive', size: 1, storageClass: 'Archive' });
  stack.admin.putSymlink({ bucket, key: 'to-archive', target: 'archive' });
  stack.faults.add({
    match: { operation: 'GetBucketArchiveDirectRead', bucket },
    effect: { kind: 'error', code: 'AccessDenied', status: 403 },
  });
  expect(await healthOf(bucket, 'to-archive')).toBe('cold');
});
