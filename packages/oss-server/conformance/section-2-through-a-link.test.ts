import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { elementText, send, TEST_ACCOUNT } from './signed-request.ts';
import type { TestRequest } from './signed-request.ts';

const T0 = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
let server: OssServer;
let now = T0;
beforeAll(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT], clock: () => now });
  const { admin } = server;
  const bucket = 'through';
  admin.putBucket({ name: bucket });
  admin.putObject({
    bucket,
    key: 'target',
    body: 'hello world',
    lastModified: T0 - 2 * HOUR,
    contentType: 'text/plain',
    cacheControl: 'max-age=99',
    metadata: { side: 'target' },
    tagging: { t: '1' },
    storageClass: 'IA',
  });
  admin.putSymlink({
    bucket,
    key: 'link',
    target: 'target',
    lastModified: T0 - HOUR,
    contentType: 'text/x-link',
    contentDisposition: 'attachment',
    metadata: { by: 'link' },
  });
  admin.putSymlink({ bucket, key: 'dangling', target: 'nothing' });
  admin.putSymlink({ bucket, key: 'chained', target: 'link' });
  admin.putObject({ bucket, key: 'archived', body: 'ice', storageClass: 'Archive' });
  admin.putSymlink({ bucket, key: 'to-archived', target: 'archived' });
});
afterAll(() => server.stop());

function call(key: string | undefined, more: Partial<TestRequest> = {}) {
  return send(server.port, {
    bucket: 'through',
    ...(key !== undefined && { key }),
    date: new Date(now),
    ...more,
  });
}

describe('reading through a link', () => {
  test.each(['GET', 'HEAD'])("%s mixes the target's content with the link's own headers", async (method) => {
    const { status, headers, text } = await call('link', { method });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-length': '11',
      etag: '"5EB63BBBE01EEED093CB22BB8F5ACDC3"',
      'content-md5': 'XrY7u+Ae7tCTyyK7j1rNww==',
      'x-oss-hash-crc64ecma': '5981764153023615706',
      'x-oss-storage-class': 'IA',
      'x-oss-object-type': 'Symlink',
      'last-modified': new Date(T0 - HOUR).toUTCString(),
      'content-type': 'text/x-link',
      'content-disposition': 'attachment',
      'x-oss-meta-by': 'link',
    });
    for (const name of ['x-oss-meta-side', 'cache-control', 'x-oss-tagging-count']) {
      expect(headers).not.toHaveProperty(name);
    }
    expect(text).toBe(method === 'GET' ? 'hello world' : '');
  });

  test('the later of both sides is the time', async () => {
    server.admin.putObject({ bucket: 'through', key: 'younger', body: 'x', lastModified: T0 - 60_000 });
    server.admin.putSymlink({ bucket: 'through', key: 'older', target: 'younger', lastModified: T0 - HOUR });
    expect((await call('older')).headers['last-modified']).toBe(new Date(T0 - 60_000).toUTCString());
  });

  test.each([
    ['dangling', 404, 'SymlinkTargetNotExist', 'The symlink target object does not exist'],
    ['chained', 400, 'InvalidTargetType', "The symbolic's target file type is invalid."],
    ['to-archived', 403, 'InvalidObjectState', "The operation is not valid for the object's state."],
  ])('%s fails with %i %s, on HEAD in x-oss-err', async (key, status, code, message) => {
    const read = await call(key);
    expect(read).toMatchObject({ status, code });
    const head = await call(key, { method: 'HEAD' });
    expect(head).toMatchObject({ status, code, text: '' });
    const document = Buffer.from(head.headers['x-oss-err']!, 'base64').toString();
    expect(elementText(read.text, 'Message')?.replace('&apos;', "'")).toBe(message);
    expect(elementText(document, 'Code')).toBe(code);
    expect(head.headers['x-oss-ec']).toBe(read.headers['x-oss-ec']);
  });

  test('a cold target is readable once restored, until that ends', async () => {
    server.admin.setRestore({ bucket: 'through', key: 'archived' }, { state: 'ongoing' });
    expect((await call('archived', { method: 'HEAD' })).headers['x-oss-restore']).toBe(
      'ongoing-request="true"',
    );
    expect((await call('to-archived')).code).toBe('InvalidObjectState');
    server.admin.setRestore(
      { bucket: 'through', key: 'archived' },
      { state: 'restored', expires: now + HOUR },
    );
    expect((await call('to-archived')).text).toBe('ice');
    now += 2 * HOUR;
    expect((await call('to-archived')).code).toBe('InvalidObjectState');
    now = T0;
  });

  test('a raw + in a target means a plus if that exists, otherwise a space', async () => {
    const put = { method: 'PUT', query: 'symlink', headers: { 'x-oss-symlink-target': 'a+b' } };
    await call('plus', put);
    await call('a b', { method: 'PUT', body: 'with a space' });
    expect((await call('plus')).text).toBe('with a space');
    await call('a+b', { method: 'PUT', body: 'with a plus' });
    expect((await call('plus')).text).toBe('with a plus');
  });

  test('ranges and conditions apply to what is read', async () => {
    expect(await call('link', { headers: { range: 'bytes=0-4' } })).toMatchObject({
      status: 206,
      text: 'hello',
      headers: { 'content-range': 'bytes 0-4/11' },
    });
    expect((await call('link', { headers: { range: 'bytes=6-' } })).text).toBe('world');
    expect((await call('link', { headers: { range: 'bytes=-5' } })).text).toBe('world');
    expect((await call('link', { headers: { range: 'bytes=20-30' } })).status).toBe(200);
    expect((await call('link', { headers: { range: 'bytes=0-99' } })).status).toBe(200);
    const standard = { range: 'bytes=20-', 'x-oss-range-behavior': 'standard' };
    expect(await call('link', { headers: standard })).toMatchObject({ status: 416, code: 'InvalidRange' });
    const etag = '"5EB63BBBE01EEED093CB22BB8F5ACDC3"';
    expect((await call('link', { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await call('link', { headers: { 'if-match': '"0"' } })).status).toBe(412);
    const since = new Date(T0 - HOUR).toUTCString();
    expect((await call('link', { headers: { 'if-modified-since': since } })).status).toBe(304);
    expect((await call('link', { headers: { 'if-unmodified-since': since } })).status).toBe(200);
  });

  test('the stricter ACL of link and target wins for a stranger', async () => {
    const { admin } = server;
    const acls = ['private', 'public-read'] as const;
    for (const link of acls) {
      for (const target of acls) {
        admin.putObject({ bucket: 'through', key: `acl/${target}`, body: 'x', acl: target });
        admin.putSymlink({ bucket: 'through', key: 'acl/link', target: `acl/${target}`, acl: link });
        const { status } = await call('acl/link', { sign: 'none' });
        expect([link, target, status]).toEqual([
          link,
          target,
          link === target && link === 'public-read' ? 200 : 403,
        ]);
      }
    }
  });
});

describe('other operations on a link', () => {
  test('copying a link copies the link', async () => {
    await call('copy', { method: 'PUT', headers: { 'x-oss-copy-source': '/through/link' } });
    expect((await call('copy', { query: 'symlink' })).headers['x-oss-symlink-target']).toBe('target');
    await call('link2', { method: 'PUT', headers: { 'x-oss-copy-source': '/through/target' } });
    expect((await call('link2')).headers['x-oss-object-type']).toBe('Normal');
    const sse = { 'x-oss-copy-source': '/through/link', 'x-oss-server-side-encryption': 'AES256' };
    expect((await call('copy', { method: 'PUT', headers: sse })).code).toBe('InvalidArgument');
  });

  test('deleting a link leaves its target, deleting the target leaves the link', async () => {
    server.admin.putObject({ bucket: 'through', key: 'd/target', body: 'x' });
    server.admin.putSymlink({ bucket: 'through', key: 'd/link', target: 'd/target' });
    expect((await call('d/link', { method: 'DELETE' })).status).toBe(204);
    expect((await call('d/target')).status).toBe(200);
    server.admin.putSymlink({ bucket: 'through', key: 'd/link', target: 'd/target' });
    await call('d/target', { method: 'DELETE' });
    expect((await call('d/link', { query: 'symlink' })).status).toBe(200);
    expect((await call('d/link')).code).toBe('SymlinkTargetNotExist');
  });

  test("ACL and tags are the link's own, and leave its ETag and time alone", async () => {
    const before = await call('link', { method: 'HEAD', query: 'objectMeta' });
    await call('link', { method: 'PUT', query: 'acl', headers: { 'x-oss-object-acl': 'public-read' } });
    await call('link', {
      method: 'PUT',
      query: 'tagging',
      body: '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>',
    });
    expect(elementText((await call('link', { query: 'acl' })).text, 'Grant')).toBe('public-read');
    expect(elementText((await call('target', { query: 'acl' })).text, 'Grant')).toBe('default');
    expect(elementText((await call('link', { query: 'tagging' })).text, 'Value')).toBe('v');
    expect((await call('link', { method: 'HEAD' })).headers['x-oss-tagging-count']).toBe('1');
    const after = await call('link', { method: 'HEAD', query: 'objectMeta' });
    expect([after.headers['etag'], after.headers['last-modified']]).toEqual([
      before.headers['etag'],
      before.headers['last-modified'],
    ]);
  });

  test('GetObjectMeta describes the link, also a dangling one, and no more than documented', async () => {
    const { headers, status } = await call('dangling', { method: 'HEAD', query: 'objectMeta' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-length': '7', 'x-oss-object-type': 'Symlink' });
    expect(headers).not.toHaveProperty('content-type');
  });

  test('listings show the link itself', async () => {
    const { text } = await call(undefined, { query: 'list-type=2&prefix=dangling' });
    expect(text).toContain('<Type>Symlink</Type><Size>7</Size><StorageClass>Standard</StorageClass>');
  });
});
