import { deleteObject } from '@signpost/oss-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let time = Date.parse('2026-11-22T10:00:00Z');
let bucket = '';
let runs = 0;
const connection = 'default';
const zipped = { contentType: 'text/plain', contentEncoding: 'gzip' };
beforeAll(async () => {
  stack = await startStack({ clock: () => new Date(time) });
});
afterAll(() => stack.stop());
beforeEach(() => {
  bucket = `served-${(runs += 1)}`;
  const { admin } = stack;
  admin.putBucket({ name: bucket });
  admin.putObject({ bucket, key: 'plain', body: 'one', contentType: 'text/plain' });
  admin.putObject({ bucket, key: 'zipped', body: 'two', ...zipped });
  admin.putSymlink({ bucket, key: 'right', target: 'zipped', ...zipped });
  admin.putSymlink({ bucket, key: 'wrong', target: 'plain', ...zipped });
  admin.putSymlink({ bucket, key: 'dangling', target: 'gone', ...zipped });
});

const place = (key: string) => ({ connection, bucket, key });
const resolve = (...keys: string[]) =>
  expectOk(stack.bffUrl, 'resolveLinks', {
    body: { connection, bucket, links: keys.map((key) => ({ key })) },
  });
const list = (health?: string) =>
  expectOk(stack.bffUrl, 'listLinks', {
    query: { connection, bucket, ...(health === undefined ? {} : { health }) },
  });

async function scan(headers?: boolean): Promise<number> {
  await expectOk(stack.bffUrl, 'startScan', {
    body: { connection, bucket, ...(headers === undefined ? {} : { headers }) },
  });
  return vi.waitFor(
    async () => {
      const { items } = await expectOk(stack.bffUrl, 'listCoverage', { query: { connection, bucket } });
      expect(items[0]?.state).toBe('complete');
      return items[0]?.calls ?? 0;
    },
    { timeout: 10_000, interval: 10 },
  );
}

describe('a link whose headers are not those of its bytes', () => {
  test('is ok and told apart where rows are looked at, for one HeadObject more', async () => {
    const { items, calls } = await resolve('right', 'wrong', 'dangling');
    expect(items.map(({ health, servedWrongly }) => [health, servedWrongly])).toEqual([
      ['ok', []],
      ['ok', ['contentEncoding']],
      ['missing', undefined],
    ]);
    // Each link, each target, whether the missing one is a folder; and the headers of the two links that work.
    expect(calls).toBe(3 + 3 + 1 + 2);
  });

  test('is told in the inspector, and once it is written', async () => {
    expect((await expectOk(stack.bffUrl, 'getObject', { query: place('wrong') })).link).toMatchObject({
      health: 'ok',
      servedWrongly: ['contentEncoding'],
    });
    const { token } = await readForWrite(stack.bffUrl, place('right'));
    const body = { ...place('right'), target: 'plain' };
    expect(await expectProblem(stack.bffUrl, 'repointLink', { body, ifMatch: token })).toMatchObject({
      code: 'choice-required',
      needs: ['header-differs:contentEncoding'],
    });
    const { view } = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...body, accept: ['header-differs:contentEncoding'] },
      ifMatch: token,
    });
    expect(view?.link).toMatchObject({ health: 'ok', servedWrongly: ['contentEncoding'] });
  });

  test('is right again once it is written with the headers of its target', async () => {
    const { token } = await readForWrite(stack.bffUrl, place('right'));
    const { view } = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...place('right'), target: 'plain', headers: { contentEncoding: '' } },
      ifMatch: token,
    });
    expect(view?.link).toMatchObject({ health: 'ok', servedWrongly: [] });
  });

  test('is known to the index as far as it was looked at, and of the rest nothing is said', async () => {
    await scan();
    expect((await list()).served).toEqual({ wrong: 0, checked: 0 });
    await resolve('wrong');
    expect(await list('served-wrongly')).toMatchObject({
      items: [{ key: 'wrong', health: 'ok', servedWrongly: ['contentEncoding'] }],
      total: 1,
      served: { wrong: 1, checked: 1 },
    });
    // A scan that reads no headers takes over what was known of links that nobody has written since.
    await scan();
    expect((await list()).served).toEqual({ wrong: 1, checked: 1 });
  });

  test('is found by a scan that reads headers, at two calls more for each link that works', async () => {
    expect(await scan()).toBe(1 + 3);
    // The targets are remembered by the ETag of their links.
    expect(await scan(true)).toBe(1 + 2 * 2);
    expect((await list()).served).toEqual({ wrong: 1, checked: 2 });
    const { items } = await expectOk(stack.bffUrl, 'describeFolders', {
      body: { connection, bucket, prefixes: [''] },
    });
    expect(items[0]?.served).toEqual({ wrong: 1, checked: 2 });
  });

  test('is unchecked once its target was written again', async () => {
    await scan(true);
    time += 5000;
    stack.admin.putObject({ bucket, key: 'plain', body: 'two', ...zipped });
    await scan();
    expect((await list()).served).toEqual({ wrong: 0, checked: 1 });
    await resolve('wrong');
    expect((await list()).served).toEqual({ wrong: 0, checked: 2 });
  });
});

test('twelve links to one target cost one HeadObject of it and one look for a folder', async () => {
  const keys = Array.from({ length: 12 }, (_, i) => `to-gone/${i}`);
  for (const key of keys) stack.admin.putSymlink({ bucket, key, target: 'gone' });
  expect((await resolve(...keys)).calls).toBe(12 + 1 + 1);
});

test('the ACLs say that the public is refused where the link alone is public', async () => {
  stack.admin.putSymlink({ bucket, key: 'open', target: 'plain', acl: 'public-read' });
  const read = async () => (await expectOk(stack.bffUrl, 'getObject', { query: place('open') })).link;
  expect(await read()).toMatchObject({ health: 'ok', publicRead: 'refused' });
  const { items } = await expectOk(stack.bffUrl, 'tryReaders', { query: place('open') });
  expect(items).toMatchObject([
    { who: 'connection', status: 200 },
    { who: 'anyone', status: 403 },
  ]);
  stack.admin.putObject({ bucket, key: 'plain', body: 'one', acl: 'public-read' });
  expect(await read()).toMatchObject({ publicRead: 'allowed' });
  expect((await expectOk(stack.bffUrl, 'getObject', { query: place('right') })).link).toMatchObject({
    publicRead: 'private',
  });
});

describe('since when a link is broken', () => {
  const sinceOf = async (key: string) => (await list()).items.find((link) => link.key === key)?.brokenSince;

  test('is not known of what the first scan found, and is the moment it was seen for the rest', async () => {
    await scan();
    await deleteObject(stack.client, { bucket, key: 'plain' });
    time += 3_600_000;
    await scan();
    const seen = new Date(time).toISOString();
    expect([await sinceOf('dangling'), await sinceOf('wrong')]).toEqual([undefined, seen]);
    time += 3_600_000;
    await scan();
    expect(await sinceOf('wrong')).toBe(seen);
    stack.admin.putObject({ bucket, key: 'plain', body: 'back', contentType: 'text/plain' });
    await scan();
    expect(await sinceOf('wrong')).toBeUndefined();
  });

  test('is the moment of a look that found the target gone', async () => {
    await scan();
    await deleteObject(stack.client, { bucket, key: 'zipped' });
    time += 60_000;
    await resolve('right');
    expect(await sinceOf('right')).toBe(new Date(time).toISOString());
  });
});
