import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { elementText, elementTexts } from './signed-request.ts';
import { crc, md5, serveThings } from './things-server.ts';

const suite = serveThings();

describe('a copy source written by the Go SDK, with + for a space', () => {
  test('is found, and a key that holds a plus comes first', async () => {
    const copy = (source: string) =>
      suite.call({ method: 'PUT', key: 'copied', headers: { 'x-oss-copy-source': `/things/${source}` } });
    await suite.put('go a b', 'spaces');
    expect((await copy('go+a+b')).status).toBe(200);
    expect((await suite.call({ key: 'copied' })).text).toBe('spaces');
    await suite.put('go+a+b', 'pluses');
    expect((await copy('go+a+b')).status).toBe(200);
    expect((await suite.call({ key: 'copied' })).text).toBe('pluses');
    expect((await copy('go+no+such')).code).toBe('NoSuchKey');
  });
});

describe('objects', () => {
  test('are checked by Content-MD5 and described by upper-case ETag, MD5 and CRC-64', async () => {
    const answer = await suite.put('sum', 'hello', { 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' });
    expect(answer.headers).toMatchObject({
      etag: '"5D41402ABC4B2A76B9719D911017C592"',
      'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==',
      'x-oss-hash-crc64ecma': crc(Buffer.from('hello')),
    });
    expect(await suite.put('bad', 'other', { 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' })).toMatchObject({
      status: 400,
      code: 'InvalidDigest',
    });
    expect((await suite.call({ key: 'bad' })).code).toBe('NoSuchKey');
  });

  test('of any size come back as they were, whole and in part', async () => {
    const large = Buffer.alloc(300_000, 'abcdefg');
    await suite.put('large', large);
    expect((await suite.call({ key: 'large' })).body.equals(large)).toBe(true);
    const part = await suite.call({ key: 'large', headers: { range: 'bytes=250000-299999' } });
    expect(part.body.equals(large.subarray(250_000))).toBe(true);
  });

  test('may be sparse: never stored, and consistent with their sums', async () => {
    suite.server.admin.putObject({ bucket: 'things', key: 'sparse', size: 1_000_003, pattern: 'pattern ' });
    const { body, headers } = await suite.call({ key: 'sparse' });
    expect(body).toHaveLength(1_000_003);
    expect(headers['etag']).toBe(`"${md5(body)}"`);
    expect(headers['x-oss-hash-crc64ecma']).toBe(crc(body));
    const middle = await suite.call({ key: 'sparse', headers: { range: 'bytes=500000-600000' } });
    expect(middle.body.equals(body.subarray(500_000, 600_001))).toBe(true);
  });

  test.each([
    ['/lead', '0016-00000005'],
    ['\\lead', '0016-00000005'],
    ['x'.repeat(1024), '0016-00000003'],
  ])('with the key %s are refused', async (key, ec) => {
    expect(await suite.put(key, 'x')).toMatchObject({
      status: 400,
      code: 'InvalidObjectName',
      headers: { 'x-oss-ec': ec },
    });
  });

  test('with the longest key live and go', async () => {
    const key = '长'.repeat(341);
    expect((await suite.put(key, 'x')).status).toBe(200);
    expect((await suite.call({ key })).text).toBe('x');
    expect((await suite.call({ method: 'DELETE', key })).status).toBe(204);
    expect((await suite.call({ method: 'DELETE', key })).status).toBe(204);
  });

  test('what is not there, or not done, says so', async () => {
    expect((await suite.put('called-back', 'x', { 'x-oss-callback': 'e30=' })).code).toBe('NotImplemented');
    expect((await suite.call({ query: 'live' })).text).toContain('<IsTruncated>false</IsTruncated>');
    expect(await suite.call({ key: 'k', query: 'x-oss-process=image/info' })).toMatchObject({
      status: 501,
      code: 'NotImplemented',
    });
    expect(await suite.call({ query: 'referer' })).toMatchObject({ status: 501, code: 'NotImplemented' });
    expect(await suite.call({ method: 'PATCH', key: 'k' })).toMatchObject({
      status: 405,
      code: 'MethodNotAllowed',
    });
  });
});

describe('copies', () => {
  test('take metadata along or replace it, and obey conditions', async () => {
    await suite.put('src', 'source', {
      'x-oss-meta-a': '1',
      'content-type': 'text/a',
      'x-oss-tagging': 't=1',
    });
    const copy = (headers: Record<string, string>) =>
      suite.call({ method: 'PUT', key: 'dst', headers: { 'x-oss-copy-source': '/things/src', ...headers } });
    expect(elementText((await copy({})).text, 'ETag')).toBe(`&quot;${md5('source')}&quot;`);
    expect((await suite.call({ key: 'dst' })).headers).toMatchObject({
      'x-oss-meta-a': '1',
      'content-type': 'text/a',
      'x-oss-tagging-count': '1',
    });
    await copy({
      'x-oss-metadata-directive': 'REPLACE',
      'x-oss-meta-b': '2',
      'x-oss-tagging-directive': 'Replace',
    });
    const replaced = (await suite.call({ key: 'dst' })).headers;
    expect(replaced).toMatchObject({ 'x-oss-meta-b': '2' });
    expect(replaced).not.toHaveProperty('x-oss-meta-a');
    expect(replaced).not.toHaveProperty('x-oss-tagging-count');
    expect((await copy({ 'x-oss-copy-source-if-match': '"0"' })).status).toBe(412);
    expect((await copy({ 'x-oss-copy-source-if-none-match': `"${md5('source')}"` })).status).toBe(304);
    expect((await copy({ 'x-oss-metadata-directive': 'MERGE' })).code).toBe('InvalidArgument');
    expect((await copy({ 'x-oss-forbid-overwrite': 'true' })).code).toBe('FileAlreadyExists');
  });

  test('come from other buckets, escaped keys and old versions', async () => {
    suite.server.admin.putBucket({ name: 'from-here', versioning: 'Enabled' });
    const from = { bucket: 'from-here', key: 'a b/中', method: 'PUT' };
    const first = await suite.call({ ...from, body: 'one' });
    await suite.call({ ...from, body: 'two' });
    const version = first.headers['x-oss-version-id']!;
    const source = '/from-here/a%20b%2F%E4%B8%AD';
    await suite.call({ method: 'PUT', key: 'c', headers: { 'x-oss-copy-source': source } });
    expect((await suite.call({ key: 'c' })).text).toBe('two');
    const old = await suite.call({
      method: 'PUT',
      key: 'c',
      headers: { 'x-oss-copy-source': `${source}?versionId=${version}` },
    });
    expect(old.headers['x-oss-copy-source-version-id']).toBe(version);
    expect((await suite.call({ key: 'c' })).text).toBe('one');
    const empty = await suite.call({
      method: 'PUT',
      key: 'c',
      headers: { 'x-oss-copy-source': `${source}?versionId=` },
    });
    expect(empty).toMatchObject({ status: 400, headers: { 'x-oss-ec': '0016-00000305' } });
  });
});

describe('deleting many', () => {
  const remove = (document: string, headers: Record<string, string> = {}, query = 'delete') =>
    suite.call({
      method: 'POST',
      query,
      body: document,
      headers: { 'content-md5': createHash('md5').update(document).digest('base64'), ...headers },
    });

  test('reports each key, or nothing when quiet', async () => {
    await suite.put('m/1', 'x');
    const answer = await remove(
      '<Delete><Object><Key>m/1</Key></Object><Object><Key>m /+</Key></Object></Delete>',
      {},
      'delete&encoding-type=url',
    );
    expect(elementTexts(answer.text, 'Key')).toEqual(['m%2F1', 'm%20%2F%2B']);
    expect((await suite.call({ key: 'm/1' })).code).toBe('NoSuchKey');
    const quiet = await remove('<Delete><Quiet>true</Quiet><Object><Key>m/2</Key></Object></Delete>');
    expect(quiet).toMatchObject({ status: 200, text: '' });
  });

  test('wants a digest and a well-formed document of at most 1,000 keys', async () => {
    const one = '<Delete><Object><Key>x</Key></Object></Delete>';
    expect((await suite.call({ method: 'POST', query: 'delete', body: one })).code).toBe('MissingArgument');
    expect((await remove(one, { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' })).code).toBe('InvalidDigest');
    for (const bad of [
      '<Delete>',
      '<Delete></Delete>',
      '<Other/>',
      `<Delete>${'<Object><Key>x</Key></Object>'.repeat(1001)}</Delete>`,
      '<!DOCTYPE Delete [<!ENTITY x SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&x;</Key></Object></Delete>',
    ]) {
      expect(await remove(bad)).toMatchObject({ status: 400, code: 'MalformedXML' });
    }
    expect((await remove(`<Delete>${' '.repeat(2_100_000)}</Delete>`)).code).toBe('EntityTooLarge');
  });
});

describe('buckets', () => {
  test('are made, described, measured and removed when empty', async () => {
    const at = { bucket: 'life-of-one' };
    const made = await suite.call({
      ...at,
      method: 'PUT',
      body: '<CreateBucketConfiguration><StorageClass>IA</StorageClass></CreateBucketConfiguration>',
    });
    expect(made).toMatchObject({ status: 200, headers: { location: '/life-of-one' } });
    expect((await suite.call({ ...at, method: 'PUT', headers: { 'x-oss-acl': 'public-read' } })).status).toBe(
      200,
    );
    const info = (await suite.call({ ...at, query: 'bucketInfo' })).text;
    expect(info).toContain('<StorageClass>IA</StorageClass>');
    expect(info).toContain('<Grant>public-read</Grant>');
    expect(info).toContain('<SSEAlgorithm>None</SSEAlgorithm>');
    expect(info).not.toContain('<Versioning>');
    expect(elementText((await suite.call({ ...at, query: 'location' })).text, 'LocationConstraint')).toBe(
      'oss-cn-hangzhou',
    );
    expect((await suite.call({ ...at, query: 'versioning' })).text).toContain(
      '<VersioningConfiguration></VersioningConfiguration>',
    );
    await suite.call({ ...at, method: 'PUT', key: 'k', body: 'xyz' });
    const stat = (await suite.call({ ...at, query: 'stat' })).text;
    expect(elementText(stat, 'InfrequentAccessStorage')).toBe('65536');
    expect(elementText(stat, 'InfrequentAccessRealStorage')).toBe('3');
    expect(await suite.call({ ...at, method: 'DELETE' })).toMatchObject({
      status: 409,
      code: 'BucketNotEmpty',
    });
    await suite.call({ ...at, method: 'DELETE', key: 'k' });
    expect((await suite.call({ ...at, method: 'DELETE' })).status).toBe(204);
    expect((await suite.call({ ...at, query: 'bucketInfo' })).code).toBe('NoSuchBucket');
  });

  test('may make the requester pay', async () => {
    const body = '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>';
    expect((await suite.call({ method: 'PUT', query: 'requestPayment', body })).status).toBe(200);
    expect(elementText((await suite.call({ query: 'requestPayment' })).text, 'Payer')).toBe('Requester');
  });
});
