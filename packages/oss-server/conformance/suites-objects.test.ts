import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { elementText, elementTexts, send } from './signed-request.ts';
import { serveThings } from './things-server.ts';

/* What the suites of the official clients expect of objects, and this server once answered otherwise. */
const suite = serveThings();
const { call, put } = suite;
const head = async (key: string) => (await call({ method: 'HEAD', key })).headers;
const md5Of = (text: string) => createHash('md5').update(text).digest('base64');
const deleteAll = (body: string, headers: Record<string, string> = {}) =>
  call({ method: 'POST', query: 'delete', body, headers: { 'content-md5': md5Of(body), ...headers } });

describe('documents that are no strict XML', () => {
  test('delete keys with control characters, as references and as they are', async () => {
    const controls = Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1));
    for (const control of controls) await put(`control/a${control}b`, 'x');
    const objects = controls.map((control, index) => {
      const isXml = ['\t', '\n', '\r'].includes(control);
      const spelled = index % 2 === 0 || isXml ? `&#x${(index + 1).toString(16)};` : control;
      return `<Object><Key>control/a${spelled}b</Key></Object>`;
    });
    expect((await deleteAll(`<Delete>${objects.join('')}</Delete>`)).status).toBe(200);
    const left = await call({ query: 'list-type=2&prefix=control/&encoding-type=url' });
    expect(elementText(left.text, 'KeyCount')).toBe('0');
  });

  test('may begin with white space', async () => {
    const body =
      '\n  <?xml version="1.0" encoding="UTF-8"?>\n<Delete><Object><Key>none</Key></Object></Delete>';
    expect((await deleteAll(body)).status).toBe(200);
  });

  test('with a bare ampersand are read, and then judged', async () => {
    await put('tagged', 'x');
    const body = '<Tagging><TagSet><Tag><Key>key1&</Key><Value>v</Value></Tag></TagSet></Tagging>';
    const answer = await call({ method: 'PUT', key: 'tagged', query: 'tagging', body });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidTag' });
    expect(elementText(answer.text, 'Message')).toBe('The TagKey you have provided is invalid');
  });
});

describe('Content-MD5', () => {
  test('counts by its first 16 bytes, since the C client sends four more', async () => {
    const body = '<Delete><Object><Key>none</Key></Object></Delete>';
    const digest = createHash('md5').update(body).digest();
    const longer = Buffer.concat([digest, Buffer.alloc(4)]).toString('base64');
    expect((await deleteAll(body, { 'content-md5': longer })).status).toBe(200);
    const wrong = Buffer.concat([Buffer.alloc(16), digest]).toString('base64');
    expect((await deleteAll(body, { 'content-md5': wrong })).code).toBe('InvalidDigest');
    for (const invalid of [digest.toString('base64').slice(0, 12), digest.toString('hex'), 'x', '']) {
      expect((await deleteAll(body, { 'content-md5': invalid })).code).toBe('InvalidDigest');
    }
  });
});

describe('tags', () => {
  test('may be of any script', async () => {
    const tagging = 'a=%E4%B8%AD%E6%96%87&%E9%94%AE=1';
    expect((await put('script', 'x', { 'x-oss-tagging': tagging })).status).toBe(200);
    const read = await call({ key: 'script', query: 'tagging' });
    expect(elementTexts(read.text, 'Key')).toEqual(['a', '键']);
    expect(elementTexts(read.text, 'Value')).toEqual(['中文', '1']);
    expect((await put('script', 'x', { 'x-oss-tagging': 'a=%F0%9F%98%80' })).code).toBe('InvalidTag');
  });

  test('given twice in a document are told apart from those in a header', async () => {
    await put('twice', 'x');
    const tag = '<Tag><Key>a</Key><Value>1</Value></Tag>';
    const body = `<Tagging><TagSet>${tag}${tag}</TagSet></Tagging>`;
    const answer = await call({ method: 'PUT', key: 'twice', query: 'tagging', body });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidTag' });
    expect(elementText(answer.text, 'Message')).toBe('Cannot provide multiple Tags with the same key');
    expect((await put('twice', 'x', { 'x-oss-tagging': 'a=1&a=2' })).code).toBe('InvalidArgument');
  });
});

describe('later appends', () => {
  const append = (key: string, position: number, headers: Record<string, string> = {}) =>
    call({ method: 'POST', key, query: `append&position=${position}`, body: 'text', headers });

  test('set the ACL and nothing else', async () => {
    await append('grown', 0, {
      'x-oss-object-acl': 'public-read-write',
      'x-oss-meta-a': '1',
      'x-oss-tagging': 'a=1',
    });
    const eleven = Array.from({ length: 11 }, (_, index) => `k${index}=v`).join('&');
    const second = await append('grown', 4, {
      'x-oss-object-acl': 'public-read',
      'x-oss-meta-a': '2',
      'x-oss-tagging': eleven,
    });
    expect(second.status).toBe(200);
    expect(elementText((await call({ key: 'grown', query: 'acl' })).text, 'Grant')).toBe('public-read');
    expect(await head('grown')).toMatchObject({ 'x-oss-meta-a': '1', 'x-oss-tagging-count': '1' });
    await append('grown', 8);
    expect(elementText((await call({ key: 'grown', query: 'acl' })).text, 'Grant')).toBe('public-read');
    expect((await append('never', 0, { 'x-oss-tagging': eleven })).code).toBe('BadRequest');
  });
});

describe('a copy of an object onto itself', () => {
  const copyOnto = (key: string, headers: Record<string, string>) =>
    call({ method: 'PUT', key, headers: { 'x-oss-copy-source': `/things/${key}`, ...headers } });

  test.each([undefined, 'COPY', 'REPLACE'])(
    'applies the headers given, with the directive %s',
    async (directive) => {
      const key = `self-${directive}`;
      await put(key, 'kept', {
        'x-oss-meta-a': '1',
        'content-type': 'text/x-own',
        'x-oss-object-acl': 'private',
      });
      const answer = await copyOnto(key, {
        'x-oss-meta-b': '2',
        'content-disposition': 'attachment',
        ...(directive !== undefined && { 'x-oss-metadata-directive': directive }),
      });
      expect(answer.status).toBe(200);
      const headers = await head(key);
      expect(headers).toMatchObject({
        'x-oss-meta-b': '2',
        'content-disposition': 'attachment',
        'content-type': 'text/x-own',
        'content-length': '4',
      });
      expect(headers).not.toHaveProperty('x-oss-meta-a');
      expect(elementText((await call({ key, query: 'acl' })).text, 'Grant')).toBe('private');
      await copyOnto(key, { 'content-type': 'text/other', 'x-oss-object-acl': 'public-read' });
      expect((await head(key))['content-type']).toBe('text/other');
      expect(elementText((await call({ key, query: 'acl' })).text, 'Grant')).toBe('public-read');
    },
  );

  test('is told from a copy to another key, which keeps the metadata and takes the default ACL', async () => {
    await put('from', 'x', { 'x-oss-meta-a': '1', 'x-oss-object-acl': 'private' });
    await call({
      method: 'PUT',
      key: 'to',
      headers: { 'x-oss-copy-source': '/things/from', 'x-oss-meta-b': '2' },
    });
    expect(await head('to')).toMatchObject({ 'x-oss-meta-a': '1' });
    expect(elementText((await call({ key: 'to', query: 'acl' })).text, 'Grant')).toBe('default');
  });

  test('from an older version brings that one back with its metadata', async () => {
    suite.server.admin.putBucket({ name: 'history', versioning: 'Enabled' });
    const at = { bucket: 'history', key: 'k' };
    const first = await call({ ...at, method: 'PUT', body: 'one', headers: { 'x-oss-meta-a': '1' } });
    await call({ ...at, method: 'PUT', body: 'two' });
    const source = `/history/k?versionId=${first.headers['x-oss-version-id']}`;
    await call({ ...at, method: 'PUT', headers: { 'x-oss-copy-source': source } });
    expect(await call(at)).toMatchObject({ text: 'one', headers: { 'x-oss-meta-a': '1' } });
  });

  test('of a link keeps its target', async () => {
    suite.server.admin.putSymlink({ bucket: 'things', key: 'self-link', target: 'from' });
    await copyOnto('self-link', { 'x-oss-meta-b': '2' });
    expect((await call({ key: 'self-link', query: 'symlink' })).headers).toMatchObject({
      'x-oss-symlink-target': 'from',
      'x-oss-meta-b': '2',
    });
  });
});

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
