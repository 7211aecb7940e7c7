import { describe, expect, test } from 'vitest';

import { elementText, elementTexts, send } from './signed-request.ts';
import { crc, md5, serveThings } from './things-server.ts';

const HOUR = 3_600_000;
const suite = serveThings();

describe('multipart', () => {
  const begin = async (key: string, headers: Record<string, string> = {}) => {
    const answer = await suite.call({ method: 'POST', key, query: 'uploads', headers });
    return elementText(answer.text, 'UploadId')!;
  };
  const part = (
    key: string,
    id: string,
    more: { number: number; body?: Uint8Array; headers?: Record<string, string> },
  ) =>
    suite.call({
      method: 'PUT',
      key,
      query: `partNumber=${more.number}&uploadId=${id}`,
      ...(more.body !== undefined && { body: more.body }),
      ...(more.headers !== undefined && { headers: more.headers }),
    });
  const finish = (key: string, id: string, parts: [number, string][]) =>
    suite.call({
      method: 'POST',
      key,
      query: `uploadId=${id}`,
      body: `<CompleteMultipartUpload>${parts.map(([n, etag]) => `<Part><PartNumber>${n}</PartNumber><ETag>${etag}</ETag></Part>`).join('')}</CompleteMultipartUpload>`,
    });

  test('puts parts together, with ETag, CRC and type of its own', async () => {
    const id = await begin('multi', { 'x-oss-meta-m': '1', 'content-type': 'text/m' });
    const bodies = [Buffer.alloc(150_000, 'a'), Buffer.alloc(120_000, 'b'), Buffer.from('end')];
    await suite.put('source', bodies[1]!);
    const etags: [number, string][] = [];
    etags.push([1, (await part('multi', id, { number: 1, body: bodies[0]! })).headers['etag']!]);
    const copied = await part('multi', id, { number: 5, headers: { 'x-oss-copy-source': '/things/source' } });
    etags.push([5, elementText(copied.text, 'ETag')!.replaceAll('&quot;', '"')]);
    await part('multi', id, { number: 9, body: Buffer.from('replaced') });
    etags.push([9, (await part('multi', id, { number: 9, body: bodies[2]! })).headers['etag']!]);

    const parts = await suite.call({ key: 'multi', query: `uploadId=${id}` });
    expect(elementTexts(parts.text, 'PartNumber')).toEqual(['1', '5', '9']);
    expect(elementTexts((await suite.call({ query: 'uploads' })).text, 'UploadId')).toContain(id);
    expect((await suite.call({ key: 'multi' })).code).toBe('NoSuchKey');

    const done = await finish('multi', id, etags);
    const whole = Buffer.concat(bodies);
    const etag = `${md5(bodies.map((body) => md5(body)).join(''))}-3`;
    expect(elementText(done.text, 'ETag')).toBe(`&quot;${etag}&quot;`);
    const read = await suite.call({ key: 'multi' });
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
    expect((await suite.call({ method: 'DELETE', key: 'strict', query: `uploadId=${id}` })).status).toBe(204);
    expect((await suite.call({ key: 'strict', query: `uploadId=${id}` })).code).toBe('NoSuchUpload');
  });

  test('copies no part from a link', async () => {
    suite.server.admin.putSymlink({ bucket: 'things', key: 'a-link', target: 'multi' });
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
    suite.call({ method: 'POST', key, query: `append&position=${position}`, body });

  test('grows an object from its end only', async () => {
    expect((await append('log', 0, 'one ')).headers['x-oss-next-append-position']).toBe('4');
    expect((await append('log', 4, 'two')).headers['x-oss-hash-crc64ecma']).toBe(crc(Buffer.from('one two')));
    expect(await append('log', 4, 'x')).toMatchObject({
      status: 409,
      code: 'PositionNotEqualToLength',
      headers: { 'x-oss-next-append-position': '7' },
    });
    expect(await suite.call({ key: 'log' })).toMatchObject({
      text: 'one two',
      headers: { 'x-oss-object-type': 'Appendable' },
    });
  });

  test('is refused on a normal object and on a link', async () => {
    await suite.put('normal', 'x');
    suite.server.admin.putSymlink({ bucket: 'things', key: 'l', target: 'log' });
    expect(await append('normal', 1, 'y')).toMatchObject({ status: 409, code: 'ObjectNotAppendable' });
    expect((await append('l', 0, 'y')).code).toBe('ObjectNotAppendable');
  });
});

describe('restoring', () => {
  test('is 202 at first, 409 meanwhile, 200 when done', async () => {
    const at = { bucket: 'archive', key: 'cold' };
    await suite.call({ ...at, method: 'PUT', body: 'ice' });
    expect((await suite.call(at)).code).toBe('InvalidObjectState');
    const restore = () =>
      suite.call({
        ...at,
        method: 'POST',
        query: 'restore',
        body: '<RestoreRequest><Days>2</Days></RestoreRequest>',
      });
    expect((await restore()).status).toBe(202);
    expect(await restore()).toMatchObject({ status: 409, code: 'RestoreAlreadyInProgress' });
    const info = () => send(suite.server.port, { bucket: 'archive', query: '', date: new Date(suite.now) });
    expect(elementText((await info()).text, 'RestoreInfo')).toBe('ongoing-request=&quot;true&quot;');
    suite.now += HOUR;
    expect((await restore()).status).toBe(200);
    expect((await suite.call(at)).text).toBe('ice');
    suite.now += 72 * HOUR;
    expect((await suite.call(at)).code).toBe('InvalidObjectState');
  });

  test('is not for warm objects, nor for a warm link', async () => {
    await suite.put('warm', 'x');
    suite.server.admin.putSymlink({ bucket: 'things', key: 'warm-link', target: 'warm' });
    for (const key of ['warm', 'warm-link']) {
      expect(await suite.call({ method: 'POST', key, query: 'restore' })).toMatchObject({
        status: 400,
        code: 'OperationNotSupported',
      });
    }
  });
});
