import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ demo: true });
}, 60_000);
afterAll(() => stack.stop());

const view = (bucket: string, key: string) =>
  expectOk(stack.bffUrl, 'getObject', { query: { connection: 'default', bucket, key } });

describe('a link of the demo', () => {
  test('that works tells link and target apart, each value under its side', async () => {
    const { state, link, calls } = await view('acme-releases', 'cli/latest/cli-linux-amd64.tar.gz');
    expect(state).toMatchObject({
      kind: 'link',
      facts: { size: 40 },
      link: {
        target: 'cli/2.14.0/cli-2.14.0-linux-amd64.tar.gz',
        acl: { value: 'public-read' },
        // Read when their rows are opened.
        storageClass: { known: false, why: 'not-read' },
        tags: { known: false, why: 'not-read' },
      },
    });
    expect(link).toMatchObject({
      health: 'ok',
      target: { state: { found: 'object', type: 'Normal', acl: { value: 'default' } } },
    });
    const line = (name: string) => link?.reader.find((one) => one.name === name);
    expect(line('Content-Type')).toEqual({
      name: 'Content-Type',
      side: 'link',
      value: 'application/octet-stream',
      differs: 'application/gzip',
    });
    expect(line('Content-Length')?.side).toBe('target');
    expect(line('Last-Modified')?.side).toBe('later');
    expect(line('x-oss-meta-channel')).toMatchObject({ side: 'link', value: 'latest' });
    // GetSymlink, HeadObject, ACL; then HeadObject and ACL of the target.
    expect(calls).toBe(5);
  });

  test.each([
    ['acme-releases', 'cli/old-installer.exe', 'missing', 'SymlinkTargetNotExist'],
    ['acme-releases', 'cli/beta/cli-windows-arm64.zip', 'missing', 'SymlinkTargetNotExist'],
    ['acme-releases', 'cli/legacy.tar.gz', 'cold', 'InvalidObjectState'],
    ['acme-releases', 'cli/latest.txt', 'chained', 'InvalidTargetType'],
    ['acme-datasets', 'aliases/current', 'self', 'InvalidTargetType'],
    ['acme-datasets', 'aliases/ring-a', 'self', 'InvalidTargetType'],
    ['acme-datasets', 'aliases/all-of-november', 'folder', 'SymlinkTargetNotExist'],
  ])('%s %s is %s: a reader gets %s', async (bucket, key, health, code) => {
    const { link } = await view(bucket, key);
    expect(link).toMatchObject({ health, readerError: { code } });
  });

  test('in a chain of three names where the chain ends', async () => {
    const { link } = await view('acme-datasets', 'aliases/ranker-prod');
    expect(link).toMatchObject({
      health: 'chained',
      target: {
        state: { found: 'link', target: 'aliases/ranker-v3', final: 'models/ranker/v3.bin', loops: false },
      },
    });
  });
});

test('an object tells its own ACL and checksum', async () => {
  const { state, object, link } = await view('acme-releases', 'cli/channels.json');
  expect(state).toMatchObject({
    kind: 'object',
    type: 'Normal',
    facts: { size: 412 },
    headers: { contentType: 'application/json' },
  });
  expect(object).toMatchObject({ acl: { value: 'default' } });
  expect(object?.crc64).toMatch(/^\d+$/);
  expect(link).toBeUndefined();
});

test('a key where nothing stands is absent, not an error', async () => {
  expect((await view('acme-releases', 'cli/nothing')).state).toEqual({ kind: 'absent' });
});

describe('lists', () => {
  test('come in key order, folders not pulled up, for one call', async () => {
    const page = await expectOk(stack.bffUrl, 'listObjects', {
      query: { connection: 'default', bucket: 'acme-releases', prefix: 'cli/' },
    });
    expect(page.items.map((item) => (item.kind === 'prefix' ? item.prefix : item.key).slice(4))).toEqual([
      '1.9.4/',
      '2.12.0/',
      '2.13.2/',
      '2.14.0/',
      '2.15.0-rc.1/',
      'CHANGELOG.md',
      'beta/',
      'channels.json',
      'latest.txt',
      'latest/',
      'legacy.tar.gz',
      'old-installer.exe',
      'stable/',
      '工具\u202Efdp.exe',
    ]);
    expect(page.calls).toBe(1);
  });

  test('page by an opaque cursor', async () => {
    const query = { connection: 'default', bucket: 'acme-cdn', prefix: 'assets/' };
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await expectOk(stack.bffUrl, 'listObjects', {
        query: { ...query, ...(cursor === undefined ? {} : { cursor }) },
      });
      keys.push(...page.items.flatMap((item) => (item.kind === 'object' ? [item.key] : [])));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(new Set(keys).size).toBe(3000);
    expect(keys).toEqual(keys.toSorted());
  });

  test('complete a typed target segment by segment, for one call', async () => {
    const answer = await expectOk(stack.bffUrl, 'completeTarget', {
      query: { connection: 'default', bucket: 'acme-releases', typed: 'cli/2.1', limit: '3' },
    });
    expect(answer).toEqual({
      items: ['cli/2.12.0/', 'cli/2.13.2/', 'cli/2.14.0/'].map((value) => ({ kind: 'prefix', value })),
      truncated: true,
      calls: 1,
    });
  });

  test('tell which bucket has no links', async () => {
    const { items } = await expectOk(stack.bffUrl, 'listBuckets', { query: { connection: 'default' } });
    expect(items.filter((bucket) => bucket.hierarchicalNamespace).map(({ name }) => name)).toEqual([
      'acme-lake',
    ]);
    const facts = await expectOk(stack.bffUrl, 'getBucket', {
      query: { connection: 'default', bucket: 'acme-cdn' },
    });
    expect(facts).toMatchObject({
      versioning: 'enabled',
      hierarchicalNamespace: false,
      region: 'cn-hangzhou',
    });
  });
});

describe('resolving', () => {
  const links = Array.from({ length: 36 }, (_, i) => ({
    key: `sets/train/part-${String(i).padStart(4, '0')}.parquet`,
  }));
  const body = { connection: 'default', bucket: 'acme-datasets', links };

  test('remembers targets by ETag and counts its calls', async () => {
    // A bucket made after the start: nothing has read its links before.
    const bucket = 'never-read';
    stack.admin.putBucket({ name: bucket });
    const fresh = links.map(({ key }) => {
      stack.admin.putObject({ bucket, key: `to/${key}`, body: 'x' });
      return { key, etag: stack.admin.putSymlink({ bucket, key, target: `to/${key}` }).etag };
    });
    const ask = () =>
      expectOk(stack.bffUrl, 'resolveLinks', { body: { connection: 'default', bucket, links: fresh } });
    const first = await ask();
    // Target, its headers and the link's own.
    expect(first.calls).toBe(3 * 36);
    expect(first.items.every(({ health }) => health === 'ok')).toBe(true);
    expect((await ask()).calls).toBe(2 * 36);
  });

  test('never has more than six calls in flight, and stops when the caller goes away', async () => {
    const fault = stack.faults.add({
      match: { operation: 'GetSymlink', bucket: 'acme-datasets' },
      effect: { kind: 'stall', when: 'before' },
    });
    const leaving = new AbortController();
    const asked = fetch(`${stack.bffUrl}/api/v1/links/resolve`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signpost-csrf': '1' },
      body: JSON.stringify(body),
      signal: leaving.signal,
    });
    await expect.poll(() => fault.hits).toBe(6);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await expect
      .poll(() => stack.log.filter((line) => line.includes('caller went away')).length)
      .toBeGreaterThan(0);
    expect(fault.hits).toBe(6);
    fault.remove();
  });
});
