import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { elementText, elementTexts } from './signed-request.ts';
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
