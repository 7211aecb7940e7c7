import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { elementText, elementTexts, send } from './signed-request.ts';
import { serveThings } from './things-server.ts';

/* What the suites of the official clients check of single calls, and this server once answered otherwise. */
const suite = serveThings();
const { call, put } = suite;
const md5Of = (text: string) => createHash('md5').update(text).digest('base64');
const deleteAll = (body: string) =>
  call({ method: 'POST', query: 'delete', body, headers: { 'content-md5': md5Of(body) } });

describe('restoring', () => {
  const restore = (key: string, inner: string) =>
    call({ method: 'POST', key, query: 'restore', body: `<RestoreRequest>${inner}</RestoreRequest>` });
  const tier = (name: string) => `<JobParameters><Tier>${name}</Tier></JobParameters>`;

  test('of the colder classes says how urgent it is', async () => {
    for (const [key, inner, priority] of [
      ['cold-1', `<Days>2</Days>${tier('Expedited')}`, 'Expedited'],
      ['cold-2', '<Days>99</Days>', 'Standard'],
      ['cold-3', `<Days>365</Days>${tier('Bulk')}`, 'Bulk'],
    ] as const) {
      await put(key, 'x', { 'x-oss-storage-class': 'ColdArchive' });
      expect(await restore(key, inner)).toMatchObject({
        status: 202,
        headers: { 'x-oss-object-restore-priority': priority },
      });
    }
    expect((await restore('cold-1', `<Days>2</Days>${tier('toString')}`)).code).toBe('MalformedXML');
  });

  test('of Archive takes a week at most and no urgency, also while it runs', async () => {
    await put('archived', 'x', { 'x-oss-storage-class': 'Archive' });
    for (const inner of ['<Days>99</Days>', `<Days>2</Days>${tier('Standard')}`]) {
      expect((await restore('archived', inner)).code).toBe('MalformedXML');
    }
    const started = await restore('archived', '<Days>7</Days>');
    expect(started.status).toBe(202);
    expect(started.headers).not.toHaveProperty('x-oss-object-restore-priority');
    expect((await restore('archived', `<Days>2</Days>${tier('Standard')}`)).code).toBe('MalformedXML');
    expect((await restore('archived', '<Days>2</Days>')).code).toBe('RestoreAlreadyInProgress');
    expect((await call({ key: 'archived' })).headers).toHaveProperty('x-oss-hash-crc64ecma');
  });
});

describe('headers that ask for what is not done', () => {
  test.each(['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'])(
    'the condition %s on a write is refused, not ignored',
    async (header) => {
      await put('conditional', 'kept');
      const value = header.endsWith('since') ? new Date(suite.now).toUTCString() : '"x"';
      const headers = { [header]: value };
      for (const request of [
        { method: 'PUT', body: 'new' },
        { method: 'DELETE' },
        { method: 'PUT', query: 'symlink' },
      ]) {
        const extra = request.query === 'symlink' ? { 'x-oss-symlink-target': 't' } : {};
        const answer = await call({ key: 'conditional', ...request, headers: { ...headers, ...extra } });
        expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
      }
      expect((await call({ key: 'conditional' })).text).toBe('kept');
    },
  );

  test('an encryption that is none is refused', async () => {
    const encrypted = (value: string) => put('encrypted', 'x', { 'x-oss-server-side-encryption': value });
    expect(await encrypted('xxx')).toMatchObject({ status: 400, code: 'InvalidEncryptionAlgorithmError' });
    for (const value of ['AES256', 'KMS', 'SM4']) expect((await encrypted(value)).status).toBe(200);
  });

  test('a traffic limit must be one, in one place', async () => {
    const limited = (value: string, query = '') =>
      call({
        method: 'PUT',
        key: 'limited',
        query,
        body: 'x',
        headers: value === '' ? {} : { 'x-oss-traffic-limit': value },
      });
    expect((await limited('819200')).status).toBe(200);
    expect((await limited('', 'x-oss-traffic-limit=819200')).status).toBe(200);
    for (const answer of [
      await limited('1'),
      await limited('many'),
      await limited('838860801'),
      await limited('', 'x-oss-traffic-limit=1'),
      await limited('819200', 'x-oss-traffic-limit=819200'),
    ]) {
      expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
    }
  });
});

describe('keys and versions', () => {
  test('a key with a leading slash is missing, and cannot be written', async () => {
    expect(await call({ key: '/lead' })).toMatchObject({ status: 404, code: 'NoSuchKey' });
    expect((await call({ method: 'HEAD', key: '/lead' })).status).toBe(404);
    expect((await put('/lead', 'x')).code).toBe('InvalidObjectName');
  });

  test('a source of a copy is named by a key that could be one', async () => {
    const headers = { 'x-oss-copy-source': `/things/${'x'.repeat(1024)}` };
    expect(await call({ method: 'PUT', key: 'copy', headers })).toMatchObject({
      status: 400,
      code: 'InvalidObjectName',
    });
  });

  test('deleting the null version answers no version where there never were any', async () => {
    await put('unversioned', 'x');
    const answer = await call({ method: 'DELETE', key: 'unversioned', query: 'versionId=null' });
    expect(answer.status).toBe(204);
    expect(answer.headers).not.toHaveProperty('x-oss-version-id');
    expect((await call({ key: 'unversioned' })).code).toBe('NoSuchKey');
  });

  test('a batch delete names versions that could be some', async () => {
    const body = '<Delete><Object><Key>k</Key><VersionId>234</VersionId></Object></Delete>';
    expect(await deleteAll(body)).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect((await deleteAll(body.replace('234', 'null'))).status).toBe(200);
  });
});

describe('smaller answers', () => {
  test('GetObjectMeta has the CRC of an object, not of a link', async () => {
    await put('measured', 'x');
    suite.server.admin.putSymlink({ bucket: 'things', key: 'measured-link', target: 'measured' });
    const meta = (key: string) => call({ method: 'HEAD', key, query: 'objectMeta' });
    expect((await meta('measured')).headers).toHaveProperty('x-oss-hash-crc64ecma');
    expect((await meta('measured-link')).headers).not.toHaveProperty('x-oss-hash-crc64ecma');
  });

  test('odd ranges are read as the service reads them', async () => {
    await put('ranged', '0123456789');
    expect(await call({ key: 'ranged', headers: { range: 'bytes=1-2,' } })).toMatchObject({
      status: 206,
      text: '12',
    });
    expect(await call({ key: 'ranged', headers: { range: 'bytes=-0' } })).toMatchObject({
      status: 416,
      code: 'InvalidRange',
    });
  });

  test('arguments that are missing or of another upload say so', async () => {
    expect((await call({ method: 'POST', key: 'log', query: 'append', body: 'x' })).code).toBe(
      'MissingArgument',
    );
    const part = await call({ method: 'PUT', key: 'log', query: 'partNumber=1&uploadId=none', body: 'x' });
    expect(part).toMatchObject({ code: 'NoSuchUpload', headers: { 'x-oss-ec': '0042-00000104' } });
    expect((await call({ key: 'log', query: 'uploadId=none' })).headers['x-oss-ec']).toBe('0042-00000002');
  });

  test('a list of buckets by a prefix that no name can have is refused', async () => {
    const list = (query: string) => send(suite.server.port, { query, date: new Date(suite.now) });
    expect(await list('prefix=impossibleMatch')).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(elementTexts((await list('prefix=thi')).text, 'Name')).toEqual(['things']);
  });

  test('the location of a completed upload escapes a tilde', async () => {
    const begun = await call({ method: 'POST', key: 'a~b', query: 'uploads' });
    const id = elementText(begun.text, 'UploadId');
    const done = await call({
      method: 'POST',
      key: 'a~b',
      query: `uploadId=${id}`,
      body: '<CompleteMultipartUpload/>',
    });
    expect(elementText(done.text, 'Location')).toContain('/things/a%7Eb');
  });
});
