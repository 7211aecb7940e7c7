import { describe, expect, test } from 'vitest';

import { elementText } from './signed-request.ts';
import { OTHER, setUpSettings } from './settings-suite.ts';

/* What the suites of the official clients expect of buckets, and this server once answered otherwise. */
const suite = setUpSettings();
const { call } = suite;
const setPublic = (acl: string) => ({ headers: { 'x-oss-acl': acl } });
const grantOf = async (bucket = suite.bucket) =>
  elementText((await call({ bucket, query: 'acl' })).text, 'Grant');

describe('a bucket that is not there', () => {
  const nobody = { accessKeyId: 'nobody', accessKeySecret: 'none' };

  test('is said before a bad key, except where the request makes it', async () => {
    const missing = { bucket: 'no-such-bucket', credentials: nobody };
    for (const request of [
      { ...missing, query: 'acl' },
      { ...missing, key: 'k' },
      { ...missing, method: 'PUT', key: 'k', body: 'x' },
      { ...missing, method: 'DELETE' },
    ]) {
      expect(await call(request)).toMatchObject({
        status: 404,
        code: 'NoSuchBucket',
        headers: { 'x-oss-ec': '0015-00000101' },
      });
    }
    expect((await call({ ...missing, method: 'PUT' })).code).toBe('InvalidAccessKeyId');
    expect((await call({ credentials: nobody, query: 'acl' })).code).toBe('InvalidAccessKeyId');
  });

  test('answers HEAD with 404, one that is there with its region', async () => {
    expect(await call({ method: 'HEAD' })).toMatchObject({
      status: 200,
      headers: { 'x-oss-bucket-region': 'cn-hangzhou' },
    });
    expect(await call({ method: 'HEAD', bucket: 'no-such-bucket' })).toMatchObject({
      status: 404,
      code: 'NoSuchBucket',
    });
    expect((await call({ method: 'HEAD', sign: 'none' })).status).toBe(403);
  });
});

test('a permanent key with a token is an unknown key', async () => {
  const credentials = {
    accessKeyId: OTHER.accessKeyId,
    accessKeySecret: OTHER.accessKeySecret,
    securityToken: 'x',
  };
  expect((await call({ credentials })).code).toBe('InvalidAccessKeyId');
});

test('who pays may be said in the query', async () => {
  suite.server.admin.putBucket({ name: 'payer', acl: 'public-read', requestPayer: true });
  suite.server.admin.putObject({ bucket: 'payer', key: 'k', body: 'x' });
  const request = { bucket: 'payer', key: 'k', credentials: OTHER };
  expect((await call(request)).code).toBe('AccessDenied');
  expect((await call({ ...request, query: 'x-oss-request-payer=requester' })).text).toBe('x');
  expect((await call({ ...request, query: 'x-oss-request-payer=me' })).code).toBe('AccessDenied');
});

describe('PutBucketAcl', () => {
  test('makes a bucket that is not there, and names it', async () => {
    const bucket = `${suite.bucket}-made`;
    const answer = await call({ method: 'PUT', bucket, query: 'acl', ...setPublic('public-read') });
    expect(answer).toMatchObject({ status: 200, headers: { location: `/${bucket}` } });
    expect(await grantOf(bucket)).toBe('public-read');
    expect(
      (await call({ method: 'PUT', bucket, query: 'acl', ...setPublic('private'), credentials: OTHER })).code,
    ).toBe('AccessDenied');
  });

  test('without an ACL changes nothing', async () => {
    await call({ method: 'PUT', query: 'acl', ...setPublic('public-read') });
    expect(await call({ method: 'PUT', query: 'acl' })).toMatchObject({
      status: 200,
      headers: { location: `/${suite.bucket}` },
    });
    expect(await grantOf()).toBe('public-read');
  });

  test('an empty ACL of an object is the default', async () => {
    const headers = { 'x-oss-object-acl': '' };
    expect((await call({ method: 'PUT', key: 'k', body: 'x', headers })).status).toBe(200);
    expect(elementText((await call({ key: 'k', query: 'acl' })).text, 'Grant')).toBe('default');
  });
});

describe('PutBucket', () => {
  const make = (bucket: string, inner: string) =>
    call({ method: 'PUT', bucket, body: `<CreateBucketConfiguration>${inner}</CreateBucketConfiguration>` });

  test('takes the region it was sent to, and no other', async () => {
    for (const region of ['oss-cn-hangzhou', 'cn-hangzhou', '']) {
      const inner = `<LocationConstraint>${region}</LocationConstraint>`;
      expect((await make('located', inner)).status).toBe(200);
    }
    for (const region of ['nowhere', 'oss-cn-beijing']) {
      const inner = `<LocationConstraint>${region}</LocationConstraint>`;
      expect(await make('located', inner)).toMatchObject({ status: 400, code: 'InvalidLocationConstraint' });
      expect((await make('not-located', inner)).code).toBe('InvalidLocationConstraint');
    }
    expect((await call({ bucket: 'not-located', query: 'acl' })).code).toBe('NoSuchBucket');
  });

  test('refuses what it would not do', async () => {
    const rule = '<ServerSideEncryptionRule><SSEAlgorithm>AES256</SSEAlgorithm></ServerSideEncryptionRule>';
    expect(await make('encrypted', rule)).toMatchObject({ status: 501, code: 'NotImplemented' });
    expect((await call({ bucket: 'encrypted', query: 'acl' })).code).toBe('NoSuchBucket');
  });

  test('takes white space before the declaration', async () => {
    const body =
      '\n  <?xml version="1.0" encoding="UTF-8"?>\n<CreateBucketConfiguration><StorageClass>IA</StorageClass></CreateBucketConfiguration>';
    expect((await call({ method: 'PUT', bucket: 'spaced', body })).status).toBe(200);
    expect(elementText((await call({ bucket: 'spaced', query: 'bucketInfo' })).text, 'StorageClass')).toBe(
      'IA',
    );
  });
});

describe('numbers', () => {
  test('of a bucket that never held anything have no time', async () => {
    const time = async () => Number(elementText((await call({ query: 'stat' })).text, 'LastModifiedTime'));
    expect(await time()).toBe(0);
    suite.server.admin.putObject({ bucket: suite.bucket, key: 'k', body: 'x' });
    expect(await time()).toBe(Math.floor(suite.now / 1000));
  });
});

describe('lists of uploads and parts', () => {
  test('name the last upload also on the last page', async () => {
    const begin = async (key: string) =>
      elementText((await call({ method: 'POST', key, query: 'uploads' })).text, 'UploadId')!;
    await begin('a');
    const id = await begin('b');
    const { text } = await call({ query: 'uploads' });
    expect(elementText(text, 'NextKeyMarker')).toBe('b');
    expect(elementText(text, 'NextUploadIdMarker')).toBe(id);
    expect((await call({ key: 'b', query: `uploadId=${id}` })).text).not.toContain('NextPartNumberMarker');
  });
});

test('a locked retention policy says that it is locked', async () => {
  const body =
    '<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>';
  const id = (await call({ method: 'POST', query: 'worm', body })).headers['x-oss-worm-id']!;
  await call({ method: 'POST', query: `wormId=${id}` });
  expect(await call({ method: 'DELETE', query: 'worm' })).toMatchObject({
    status: 403,
    code: 'WORMConfigurationLocked',
  });
});
