import { fromWireHeaderValue } from '@signpost/oss-protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { elementText, send, TEST_ACCOUNT } from './signed-request.ts';
import type { TestRequest } from './signed-request.ts';

let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT] });
  server.admin.putBucket({ name: 'links' });
  server.admin.putBucket({ name: 'versioned', versioning: 'Enabled' });
  server.admin.putBucket({ name: 'folders', hierarchicalNamespace: true });
});
afterAll(() => server.stop());

function putLink(key: string, target: string | undefined, more: Partial<TestRequest> = {}) {
  const { headers, ...rest } = more;
  return send(server.port, {
    method: 'PUT',
    bucket: 'links',
    key,
    query: 'symlink',
    headers: { ...(target !== undefined && { 'x-oss-symlink-target': target }), ...headers },
    ...rest,
  });
}

function getLink(key: string, more: Partial<TestRequest> = {}) {
  return send(server.port, { bucket: 'links', key, query: 'symlink', ...more });
}

describe('PutSymlink', () => {
  test('checks nothing about the target: it may be missing, or be the link itself', async () => {
    expect((await putLink('dangling', 'nothing/here')).status).toBe(200);
    expect((await putLink('self', 'self')).status).toBe(200);
  });

  test('replaces an object, and an object replaces a link', async () => {
    await send(server.port, { method: 'PUT', bucket: 'links', key: 'swap', body: 'real' });
    expect((await putLink('swap', 'elsewhere')).status).toBe(200);
    expect((await getLink('swap')).status).toBe(200);
    await send(server.port, { method: 'PUT', bucket: 'links', key: 'swap', body: 'real again' });
    expect(await getLink('swap')).toMatchObject({ status: 400, code: 'NotSymlink' });
  });

  test.each([
    ['no target', undefined, {}, 'MissingArgument', '0043-00000001'],
    ['an unknown class', 't', { 'x-oss-storage-class': 'Cold' }, 'InvalidArgument', '0013-00000101'],
    ['an empty class', 't', { 'x-oss-storage-class': '' }, 'InvalidArgument', '0017-00000131'],
    ['an unknown ACL', 't', { 'x-oss-object-acl': 'secret' }, 'InvalidArgument', undefined],
    [
      'forbid-overwrite maybe',
      't',
      { 'x-oss-forbid-overwrite': 'maybe' },
      'InvalidArgument',
      '0017-00000279',
    ],
    ['metadata with an underscore', 't', { 'x-oss-meta-a_b': '1' }, 'InvalidArgument', '0011-00000004'],
    ['metadata over 8 KB', 't', { 'x-oss-meta-a': 'x'.repeat(8192) }, 'InvalidArgument', '0011-00000002'],
    ['a target with a leading slash', '/t', {}, 'InvalidObjectName', '0016-00000005'],
    ['a target over 1,023 bytes', 'x'.repeat(1024), {}, 'InvalidObjectName', '0016-00000003'],
    ['a wrong Content-MD5', 't', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'InvalidDigest', undefined],
    [
      'eleven tags',
      't',
      { 'x-oss-tagging': 'a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1' },
      'BadRequest',
      undefined,
    ],
    ['a tag twice', 't', { 'x-oss-tagging': 'a=1&a=2' }, 'InvalidArgument', undefined],
    ['a tag with an odd character', 't', { 'x-oss-tagging': 'a%21=1' }, 'InvalidTag', undefined],
  ])('refuses %s', async (_title, target, headers, code, ec) => {
    const answer = await putLink('refused', target, { headers });
    expect(answer).toMatchObject({ status: 400, code });
    expect(answer.headers).toMatchObject(ec === undefined ? {} : { 'x-oss-ec': ec });
    expect((await getLink('refused')).code).toBe('NoSuchKey');
  });

  test('takes all five classes, 8,192 bytes of metadata and ten tags', async () => {
    for (const storageClass of ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']) {
      const answer = await putLink('classy', 't', {
        headers: {
          'x-oss-storage-class': storageClass,
          'x-oss-meta-a': 'x'.repeat(8191),
          'x-oss-tagging': 'a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=a%20b%2B',
        },
      });
      expect(answer.status).toBe(200);
      expect(server.admin.find({ bucket: 'links', key: 'classy' })).toMatchObject({ storageClass });
    }
  });

  test('with forbid-overwrite answers 409 when anything is there, and only then', async () => {
    const guard = { headers: { 'x-oss-forbid-overwrite': 'true' } };
    expect((await putLink('guarded', 'a', guard)).status).toBe(200);
    expect(await putLink('guarded', 'b', guard)).toMatchObject({ status: 409, code: 'FileAlreadyExists' });
    expect((await getLink('guarded')).headers['x-oss-symlink-target']).toBe('a');
  });

  test('of twenty racing guarded writers one wins', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        putLink('raced', `t${index}`, { headers: { 'x-oss-forbid-overwrite': 'true' } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('ignores forbid-overwrite once versioning was set', async () => {
    for (const target of ['a', 'b']) {
      const answer = await putLink('twice', target, {
        bucket: 'versioned',
        headers: { 'x-oss-forbid-overwrite': 'true' },
      });
      expect(answer.status).toBe(200);
      expect(answer.headers['x-oss-version-id']).toMatch(/^[A-Za-z0-9]{64}$/);
    }
  });

  test('is refused in a bucket with a hierarchical namespace', async () => {
    expect(await putLink('l', 't', { bucket: 'folders' })).toMatchObject({
      status: 400,
      code: 'OperationNotSupported',
    });
  });

  test('answers no version id in a bucket that never had versioning', async () => {
    expect((await putLink('plain', 't')).headers).not.toHaveProperty('x-oss-version-id');
    expect((await getLink('plain')).headers).not.toHaveProperty('x-oss-version-id');
  });
});

describe('GetSymlink', () => {
  test.each([
    ['%E7%9B%AE%E6%A0%87%2Fa%20b%2Bc%25.txt', '目标/a b+c%.txt'],
    ['%E7%9B%AE%E6%A0%87/a%20b%2Bc%25.txt', '目标/a b+c%.txt'],
    ['目标/a b+c%.txt', '目标/a b+c%.txt'],
    ['c%.txt', 'c%.txt'],
    ['a/../b', 'a/../b'],
    ["plain_-.~!'()*", "plain_-.~!'()*"],
  ])('answers %s percent-encoded, and its size decoded', async (header, target) => {
    await putLink('echo', header);
    const link = await getLink('echo');
    const answered = link.headers['x-oss-symlink-target'] ?? '';
    expect(answered).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2})*$/);
    expect(decodeURIComponent(answered)).toBe(target);
    const meta = await send(server.port, {
      method: 'HEAD',
      bucket: 'links',
      key: 'echo',
      query: 'objectMeta',
    });
    expect(meta.headers['content-length']).toBe(String(Buffer.byteLength(target)));
  });

  test("returns the link's Content-Type and metadata and no other header of it", async () => {
    const kept = {
      'content-type': 'text/x-test',
      'cache-control': 'max-age=1',
      'content-disposition': 'attachment',
      'content-encoding': 'gzip',
      expires: 'Tue, 08 Nov 2016 02:00:25 GMT',
      'x-oss-meta-owner': 'team ü',
      'x-oss-tagging': 'a=1',
    };
    await putLink('dressed', 't', { headers: kept });
    const { headers, body } = await getLink('dressed');
    expect(headers).toMatchObject({ 'content-type': 'text/x-test', 'content-length': '0' });
    expect(fromWireHeaderValue(headers['x-oss-meta-owner'] ?? '')).toBe('team ü');
    expect(body).toHaveLength(0);
    for (const name of [
      'cache-control',
      'content-disposition',
      'content-encoding',
      'expires',
      'x-oss-tagging-count',
    ]) {
      expect(headers).not.toHaveProperty(name);
    }
  });

  test('says what is wrong, with the error envelope', async () => {
    const answer = await getLink('not there');
    expect(answer).toMatchObject({ status: 404, code: 'NoSuchKey' });
    expect(elementText(answer.text, 'Message')).toBe('The specified key does not exist.');
    expect(elementText(answer.text, 'RequestId')).toBe(answer.headers['x-oss-request-id']);
    expect(elementText(answer.text, 'EC')).toBe('0026-00000001');
    expect(elementText(answer.text, 'RecommendDoc')).toBe(
      'https://api.aliyun.com/troubleshoot?q=0026-00000001',
    );
    expect(answer.headers).toMatchObject({
      'x-oss-ec': '0026-00000001',
      date: expect.stringContaining('GMT'),
    });
    expect(await getLink('x', { bucket: 'no-such-bucket' })).toMatchObject({
      status: 404,
      code: 'NoSuchBucket',
    });
  });

  test('finds old versions, and says when the newest is a delete marker', async () => {
    const at = { bucket: 'versioned' };
    const first = (await putLink('history', 'one', at)).headers['x-oss-version-id']!;
    await putLink('history', 'two', at);
    const removed = await send(server.port, { method: 'DELETE', key: 'history', ...at });
    expect(removed).toMatchObject({ status: 204, headers: { 'x-oss-delete-marker': 'true' } });
    const marker = removed.headers['x-oss-version-id']!;

    const gone = await getLink('history', at);
    expect(gone).toMatchObject({ status: 404, code: 'NoSuchKey' });
    expect(gone.headers).toMatchObject({ 'x-oss-delete-marker': 'true', 'x-oss-version-id': marker });

    const old = await getLink('history', { ...at, query: `versionId=${first}&symlink=` });
    expect(old.headers).toMatchObject({ 'x-oss-symlink-target': 'one', 'x-oss-version-id': first });

    const onMarker = await getLink('history', { ...at, query: `symlink&versionId=${marker}` });
    expect(onMarker).toMatchObject({ status: 405, code: 'MethodNotAllowed', headers: { allow: 'DELETE' } });
    expect(await getLink('history', { ...at, query: 'symlink&versionId=none' })).toMatchObject({
      status: 404,
      code: 'NoSuchVersion',
    });
  });

  test('calls what was there before versioning the null version', async () => {
    server.admin.putBucket({ name: 'late-versioning' });
    const at = { bucket: 'late-versioning' };
    await putLink('l', 'before', at);
    server.admin.setVersioning('late-versioning', 'Enabled');
    expect((await getLink('l', at)).headers['x-oss-version-id']).toBe('null');
    await putLink('l', 'after', at);
    server.admin.setVersioning('late-versioning', 'Suspended');
    expect((await putLink('l', 'suspended', at)).headers['x-oss-version-id']).toBe('null');
    const old = await getLink('l', { ...at, query: 'symlink&versionId=null' });
    expect(old.headers['x-oss-symlink-target']).toBe('suspended');
  });
});
