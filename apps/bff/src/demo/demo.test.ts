import { createOssClient, listObjectsV2 } from '@signpost/oss-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { demoBuckets } from './demo-buckets.ts';

const start = Date.parse('2026-11-22T10:00:00Z');
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ demo: true, clock: () => new Date(start) });
}, 60_000);
afterAll(() => stack.stop());

async function linksOf(bucket: string): Promise<string[]> {
  const keys: string[] = [];
  let continuationToken: string | undefined;
  do {
    const page = await listObjectsV2(stack.client, { bucket, continuationToken });
    keys.push(...page.objects.filter(({ type }) => type === 'Symlink').map(({ key }) => key));
    continuationToken = page.nextContinuationToken;
  } while (continuationToken !== undefined);
  return keys;
}

test('holds 231, 1,480 and 96 links, of which 14 lead nowhere or cannot be read', async () => {
  const counted: Record<string, { links: number; broken: number }> = {};
  for (const { name } of demoBuckets()) {
    const keys = await linksOf(name);
    let broken = 0;
    for (let i = 0; i < keys.length; i += 50) {
      const links = keys.slice(i, i + 50).map((key) => ({ key }));
      const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
        body: { connection: 'default', bucket: name, links },
      });
      broken += items.filter(({ health }) => health !== 'ok').length;
    }
    counted[name] = { links: keys.length, broken };
  }
  expect(counted).toEqual({
    'acme-releases': { links: 231, broken: 4 },
    'acme-cdn': { links: 1480, broken: 0 },
    'acme-datasets': { links: 96, broken: 10 },
    'acme-lake': { links: 0, broken: 0 },
  });
}, 60_000);

test.each([
  ['cli/1.9.4/', 8, 61, 'Archive'],
  ['cli/2.12.0/', 9, 84, 'Archive'],
  ['cli/2.13.2/', 9, 86, 'Standard'],
  ['cli/2.14.0/', 9, 88, 'Standard'],
  ['cli/2.15.0-rc.1/', 9, 89, 'Standard'],
])('%s holds %s objects of %s MiB in %s', async (prefix, count, mib, storageClass) => {
  const { objects } = await listObjectsV2(stack.client, { bucket: 'acme-releases', prefix });
  expect(objects.length).toBe(count);
  expect(objects.reduce((sum, { size }) => sum + size, 0)).toBe(mib * 1024 * 1024);
  expect(new Set(objects.map((object) => object.storageClass))).toEqual(new Set([storageClass]));
});

test('is dated back from the first start', async () => {
  const { objects } = await listObjectsV2(stack.client, {
    bucket: 'acme-releases',
    prefix: 'cli/latest/VERSION',
  });
  expect(objects[0]?.lastModified.getTime()).toBe(start - 3 * 86_400_000);
});

test('holds keys of the full 1,023 bytes', () => {
  const keys = demoBuckets().flatMap(({ entries }) => entries.map(({ key }) => Buffer.byteLength(key)));
  expect(Math.max(...keys)).toBe(1023);
});

test('opens to any client that has the keys', async () => {
  const client = createOssClient({
    endpoint: stack.ossUrl,
    region: 'cn-hangzhou',
    credentials: stack.credential,
    clock: () => new Date(start),
  });
  expect(
    (await listObjectsV2(client, { bucket: 'acme-cdn', prefix: 'web/live/', maxKeys: 1 })).objects.length,
  ).toBe(1);
  await client.close();
});
