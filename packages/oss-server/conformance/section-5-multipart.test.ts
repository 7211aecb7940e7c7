import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { Crc64 } from '../src/store/crc64.ts';
import { elementText, elementTexts, send, TEST_ACCOUNT } from './signed-request.ts';
import type { TestRequest } from './signed-request.ts';

const HOUR = 3_600_000;
let now = Date.UTC(2026, 0, 1);
let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT], clock: () => now });
  server.admin.putBucket({ name: 'things' });
  server.admin.putBucket({ name: 'archive', storageClass: 'Archive' });
});
afterAll(() => server.stop());

const call = (request: TestRequest) =>
  send(server.port, { bucket: 'things', date: new Date(now), ...request });
const put = (key: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  call({ method: 'PUT', key, body, headers });
const md5 = (data: string | Uint8Array) => createHash('md5').update(data).digest('hex').toUpperCase();
const crc = (data: Uint8Array) => new Crc64().update(data).digest();

describe('multipart', () => {
  const begin = async (key: string, headers: Record<string, string> = {}) => {
    const answer = await call({ method: 'POST', key, query: 'uploads', headers });
    return elementText(answer.text, 'UploadId')!;
  };
  const part = (
    key: string,
    id: string,
    more: { number: number; body?: Uint8Array; headers?: Record<string, string> },
  ) =>
    call({
      method: 'PUT',
      key,
      query: `partNumber=${more.number}&uploadId=${id}`,
      ...(more.body !== undefined && { body: more.body }),
      ...(more.headers !== undefined && { headers: more.headers }),
    });
  const finish = (key: string, id: string, parts: [number, string][]) =>
    call({
      method: 'POST',
      key,
      query: `uploadId=${id}`,
      body: `<CompleteMultipartUpload>${parts.map(([n, etag]) => `<Part><PartNumber>${n}</PartNumber><ETag>${etag}</ETag></Part>`).join('')}</CompleteMultipartUpload>`,
    });

  test('puts parts together, with ETag, CRC and type of its own', async () => {
    const id = await begin('multi', { 'x-oss-meta-m': '1', 'content-type': 'text/m' });
    const bodies = [Buffer.alloc(150_000, 'a'), Buffer.alloc(120_000, 'b'), Buffer.from('end')];
    await put('source', bodies[1]!);
    const etags: [number, string][] = [];
    etags.push([1, (await part('multi', id, { number: 1, body: bodies[0]! })).headers['etag']!]);
    const copied = await part('multi', id, { number: 5, headers: { 'x-oss-copy-source': '/things/source' } });
    etags.push([5, elementText(copied.text, 'ETag')!.replaceAll('&quot;', '"')]);
    await part('multi', id, { number: 9, body: Buffer.from('replaced') });
    etags.push([9, (await part('multi', id, { number: 9, body: bodies[2]! })).headers['etag']!]);

    const parts = await call({ key: 'multi', query: `uploadId=${id}` });
    expect(elementTexts(parts.text, 'PartNumber')).toEqual(['1', '5', '9']);
    expect(elementTexts((await call({ query: 'uploads' })).text, 'UploadId')).toContain(id);
    expect((await call({ key: 'multi' })).code).toBe('NoSuchKey');

    const done = await finish('multi', id, etags);
    const whole = Buffer.concat(bodies);
    const etag = `${md5(Buffer.concat(bodies.map((body) => createHash('md5').update(body).digest())))}-3`;
    expect(elementText(done.text, 'ETag')).toBe(`&quot;${etag}&quot;`);
    const read = await call({ key: 'multi' });
    expect(read.body.equals(whole)).toBe(true);
    expect(read.headers).toMatchObject({
      etag: `"${etag}"`,
      'x-oss-hash-crc64ecma': crc(whole),
      'x-oss-object-type': 'Multipart',
      'x-oss-meta-m': '1',
      'content-type': 'text/m',
    });
    expect(await part('multi', id, { number: 1, body: Buffer.from('late') })).toMatchObject({
      status: 404,
      code: 'NoSuchUpload',
    });
  });

  test('refuses parts out of order, unknown or too small', async () => {
    const id = await begin('strict');
    const one = (await part('strict', id, { number: 1, body: Buffer.from('small') })).headers['etag']!;
    const two = (await part('strict', id, { number: 2, body: Buffer.from('last') })).headers['etag']!;
    expect(
      (
        await finish('strict', id, [
          [2, two],
          [1, one],
        ])
      ).code,
    ).toBe('InvalidPartOrder');
    expect((await finish('strict', id, [[1, two]])).code).toBe('InvalidPart');
    expect(
      (
        await finish('strict', id, [
          [1, one],
          [2, two],
        ])
      ).code,
    ).toBe('EntityTooSmall');
    expect((await part('strict', id, { number: 10_001, body: Buffer.from('x') })).code).toBe(
      'InvalidArgument',
    );
    expect((await call({ method: 'DELETE', key: 'strict', query: `uploadId=${id}` })).status).toBe(204);
    expect((await call({ key: 'strict', query: `uploadId=${id}` })).code).toBe('NoSuchUpload');
  });

  test('copies no part from a link', async () => {
    server.admin.putSymlink({ bucket: 'things', key: 'a-link', target: 'multi' });
    const id = await begin('from-link');
    const answer = await part('from-link', id, {
      number: 1,
      headers: { 'x-oss-copy-source': '/things/a-link' },
    });
    expect(answer).toMatchObject({ status: 400, headers: { 'x-oss-ec': '0042-00000308' } });
  });
});

describe('appending', () => {
  const append = (key: string, position: number, body: string) =>
    call({ method: 'POST', key, query: `append&position=${position}`, body });

  test('grows an object from its end only', async () => {
    expect((await append('log', 0, 'one ')).headers['x-oss-next-append-position']).toBe('4');
    expect((await append('log', 4, 'two')).headers['x-oss-hash-crc64ecma']).toBe(crc(Buffer.from('one two')));
    expect(await append('log', 4, 'x')).toMatchObject({
      status: 409,
      code: 'PositionNotEqualToLength',
      headers: { 'x-oss-next-append-position': '7' },
    });
    expect(await call({ key: 'log' })).toMatchObject({
      text: 'one two',
      headers: { 'x-oss-object-type': 'Appendable' },
    });
  });

  test('is refused on a normal object and on a link', async () => {
    await put('normal', 'x');
    server.admin.putSymlink({ bucket: 'things', key: 'l', target: 'log' });
    expect(await append('normal', 1, 'y')).toMatchObject({ status: 409, code: 'ObjectNotAppendable' });
    expect((await append('l', 0, 'y')).code).toBe('ObjectNotAppendable');
  });
});

describe('restoring', () => {
  test('is 202 at first, 409 meanwhile, 200 when done', async () => {
    const at = { bucket: 'archive', key: 'cold' };
    await call({ ...at, method: 'PUT', body: 'ice' });
    expect((await call(at)).code).toBe('InvalidObjectState');
    const restore = () =>
      call({
        ...at,
        method: 'POST',
        query: 'restore',
        body: '<RestoreRequest><Days>2</Days></RestoreRequest>',
      });
    expect((await restore()).status).toBe(202);
    expect(await restore()).toMatchObject({ status: 409, code: 'RestoreAlreadyInProgress' });
    const info = () => send(server.port, { bucket: 'archive', query: '', date: new Date(now) });
    expect(elementText((await info()).text, 'RestoreInfo')).toBe('ongoing-request=&quot;true&quot;');
    now += HOUR;
    expect((await restore()).status).toBe(200);
    expect((await call(at)).text).toBe('ice');
    now += 72 * HOUR;
    expect((await call(at)).code).toBe('InvalidObjectState');
  });

  test('is not for warm objects, nor for a warm link', async () => {
    await put('warm', 'x');
    server.admin.putSymlink({ bucket: 'things', key: 'warm-link', target: 'warm' });
    for (const key of ['warm', 'warm-link']) {
      expect(await call({ method: 'POST', key, query: 'restore' })).toMatchObject({
        status: 400,
        code: 'OperationNotSupported',
      });
    }
  });
});
