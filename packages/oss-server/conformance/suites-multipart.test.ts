import { describe, expect, test } from 'vitest';

import { elementText } from './signed-request.ts';
import { md5, serveThings } from './things-server.ts';

/* What the suites of the official clients expect of uploads in parts, and this server once answered otherwise. */
const suite = serveThings();
const { call, put } = suite;
const LARGE = 100 * 1024;
const begin = async (key: string, more = '') =>
  elementText((await call({ method: 'POST', key, query: `uploads${more}` })).text, 'UploadId')!;
const sendPart = (key: string, id: string, [number, body]: [number, string | Uint8Array]) =>
  call({ method: 'PUT', key, query: `partNumber=${number}&uploadId=${id}`, body });
const finish = (key: string, id: string, body: string | undefined, headers: Record<string, string> = {}) =>
  call({ method: 'POST', key, query: `uploadId=${id}`, headers, ...(body !== undefined && { body }) });
const listed = (...parts: [number, string][]) =>
  `<CompleteMultipartUpload>${parts.map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`).join('')}</CompleteMultipartUpload>`;

describe('ETags', () => {
  test('of the whole are the MD5 of the upper-case hexadecimal ETags of the parts', async () => {
    const id = await begin('hex');
    const first = (await sendPart('hex', id, [1, Buffer.alloc(LARGE, 'a')])).headers['etag']!;
    const second = (await sendPart('hex', id, [2, 'b'])).headers['etag']!;
    const expected = `"${md5(md5(Buffer.alloc(LARGE, 'a')) + md5('b'))}-2"`;
    const done = await finish('hex', id, listed([1, first], [2, second]));
    expect(done.headers['etag']).toBe(expected);
    expect(elementText(done.text, 'ETag')?.replaceAll('&quot;', '"')).toBe(expected);
  });

  test('of a copied part come in the header, with the version of the source where it was named', async () => {
    suite.server.admin.putBucket({ name: 'versions', versioning: 'Enabled' });
    const version = (await call({ method: 'PUT', bucket: 'versions', key: 's', body: 'one' })).headers[
      'x-oss-version-id'
    ]!;
    await call({ method: 'PUT', bucket: 'versions', key: 's', body: 'two' });
    const id = await begin('copied');
    const copy = (number: number, source: string) =>
      call({
        method: 'PUT',
        key: 'copied',
        query: `partNumber=${number}&uploadId=${id}`,
        headers: { 'x-oss-copy-source': source },
      });
    const named = await copy(1, `/versions/s?versionId=${version}`);
    expect(named.headers).toMatchObject({ etag: `"${md5('one')}"`, 'x-oss-copy-source-version-id': version });
    await put('plain', 'plain');
    const plain = await copy(2, '/things/plain');
    expect(plain.headers).toMatchObject({ etag: `"${md5('plain')}"` });
    expect(plain.headers).not.toHaveProperty('x-oss-copy-source-version-id');
  });
});

describe('completing', () => {
  test.each(['<CompleteMultipartUpload></CompleteMultipartUpload>', '<CompleteMultipartUpload/>'])(
    'an upload without parts makes an empty object: %s',
    async (body) => {
      const id = await begin('empty');
      expect((await finish('empty', id, body)).status).toBe(200);
      expect(await call({ key: 'empty' })).toMatchObject({ status: 200, text: '' });
    },
  );

  test('with no list an upload that has parts is refused, so that none is lost', async () => {
    const id = await begin('forgotten');
    await sendPart('forgotten', id, [1, 'x']);
    expect((await finish('forgotten', id, '<CompleteMultipartUpload/>')).code).toBe('MalformedXML');
    expect((await call({ key: 'forgotten', query: `uploadId=${id}` })).text).toContain('<PartNumber>1<');
  });

  test('refuses an ACL that is none', async () => {
    const id = await begin('odd-acl');
    const etag = (await sendPart('odd-acl', id, [1, 'x'])).headers['etag']!;
    const answer = await finish('odd-acl', id, listed([1, etag]), { 'x-oss-object-acl': 'everybody' });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });

  test('takes all parts or a list, not both', async () => {
    const id = await begin('all');
    const etag = (await sendPart('all', id, [1, 'x'])).headers['etag']!;
    const all = { 'x-oss-complete-all': 'yes' };
    const both = await finish('all', id, listed([1, etag]), all);
    expect(both).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
      headers: { 'x-oss-ec': '0042-00000216' },
    });
    expect(elementText(both.text, 'Message')).toBe(
      'Should not speficy both complete all header and http body.',
    );
    expect((await finish('all', id, undefined, all)).status).toBe(200);
    expect((await call({ key: 'all' })).text).toBe('x');
  });
});

describe('sequential uploads', () => {
  test('have the MD5 of the whole, and take parts in order only', async () => {
    const id = await begin('ordered', '&sequential');
    const first = Buffer.alloc(LARGE, 'a');
    expect((await sendPart('ordered', id, [2, 'b'])).code).toBe('PartNotSequential');
    const one = (await sendPart('ordered', id, [1, first])).headers['etag']!;
    expect((await sendPart('ordered', id, [1, first])).code).toBe('PartAlreadyExist');
    await put('tail', 'b');
    const copied = await call({
      method: 'PUT',
      key: 'ordered',
      query: `partNumber=3&uploadId=${id}`,
      headers: { 'x-oss-copy-source': '/things/tail' },
    });
    expect(copied.code).toBe('PartNotSequential');
    const two = (await sendPart('ordered', id, [2, 'b'])).headers['etag']!;
    expect((await finish('ordered', id, listed([1, one], [2, two]))).status).toBe(200);
    const whole = Buffer.concat([first, Buffer.from('b')]);
    const expected = Buffer.from(md5(whole), 'hex').toString('base64');
    expect((await call({ method: 'HEAD', key: 'ordered' })).headers['content-md5']).toBe(expected);
  });

  test('are told from others, which have no MD5 and take parts in any order', async () => {
    const id = await begin('any');
    const two = (await sendPart('any', id, [2, 'b'])).headers['etag']!;
    await finish('any', id, listed([2, two]));
    expect((await call({ method: 'HEAD', key: 'any' })).headers).not.toHaveProperty('content-md5');
  });
});
