import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { rawExchange } from './raw-exchange.ts';
import { elementTexts, send, TEST_ACCOUNT } from './signed-request.ts';

let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({
    accounts: [TEST_ACCOUNT],
    hostSuffixes: ['oss.internal.example'],
    cnames: { 'static.example.com': 'pub' },
    extraRegions: ['cn-beijing'],
  });
  server.admin.putBucket({ name: 'pub', acl: 'public-read' });
  server.admin.putBucket({ name: 'north', acl: 'public-read', region: 'cn-beijing' });
  for (const key of ['k', 'a/b', 'a b', 'a+b', '中', 'pub/k', 'a//b', 'x?y#z', '..', 'a/../b']) {
    server.admin.putObject({ bucket: 'pub', key, body: `[${key}]` });
  }
  server.admin.putObject({ bucket: 'north', key: 'k', body: 'north' });
});
afterAll(() => server.stop());

const get = (target: string, host: string, more = '') =>
  rawExchange(server.port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`);
const utf8 = (text: string) => Buffer.from(text, 'latin1').toString();
const codeOf = (body: string) => /<Code>([^<]*)/.exec(body)?.[1];

describe('every way to name a bucket and key', () => {
  test.each([
    ['path on an IP', '/pub/k', '127.0.0.1:9', 'k'],
    ['path on IPv6', '/pub/k', '[::1]:9', 'k'],
    ['path on localhost', '/pub/a/b', 'localhost:9', 'a/b'],
    ['double and triple slashes in front of the bucket', '///pub/k', '127.0.0.1', 'k'],
    ['an escaped slash between bucket and key', '/pub%2Fa%2Fb', '127.0.0.1', 'a/b'],
    ['an escaped slash in the key', '/pub/a%2fb', '127.0.0.1', 'a/b'],
    ['a label below localhost', '/k', 'pub.localhost:9', 'k'],
    ['a label below oss.localhost', '/k', 'pub.oss.localhost:9', 'k'],
    ['a label below a configured suffix', '/k', 'pub.oss.internal.example', 'k'],
    ['the public endpoint', '/k', 'pub.oss-cn-hangzhou.aliyuncs.com', 'k'],
    ['the internal endpoint', '/k', 'PUB.oss-cn-hangzhou-internal.aliyuncs.com', 'k'],
    ['the dual-stack endpoint', '/k', 'pub.cn-hangzhou.oss.aliyuncs.com', 'k'],
    ['acceleration', '/k', 'pub.oss-accelerate.aliyuncs.com', 'k'],
    ['a leading dot and the path', '/pub/k', '.oss-cn-hangzhou.aliyuncs.com', 'k'],
    ['a domain of its own', '/k', 'static.example.com', 'k'],
    ['bucket in both places, anonymous: the Host decides', '/pub/k', 'pub.localhost', 'pub/k'],
    ['an absolute request target', 'http://pub.localhost/k', 'other', 'k'],
    ['dot segments, which stay', '/pub/a/../b', '127.0.0.1', 'a/../b'],
    ['two slashes inside the key', '/pub/a//b', '127.0.0.1', 'a//b'],
    ['a plus', '/pub/a+b', '127.0.0.1', 'a+b'],
    ['an escaped plus', '/pub/a%2Bb', '127.0.0.1', 'a+b'],
    ['a space', '/pub/a%20b', '127.0.0.1', 'a b'],
    ['escaped question mark and hash', '/pub/x%3Fy%23z', '127.0.0.1', 'x?y#z'],
    ['UTF-8', '/pub/%E4%B8%AD', '127.0.0.1', '中'],
  ])('%s', async (_title, target, host, key) => {
    const answer = await get(target, host);
    expect(utf8(answer.body)).toBe(`[${key}]`);
  });

  test.each([
    ['a bare path on an IP asks for the buckets', '/', '127.0.0.1', 'AccessDenied'],
    ['so do three slashes', '///', 'localhost', 'AccessDenied'],
    ["the vendor's bare endpoint is no bucket", '/', 'oss-cn-hangzhou.aliyuncs.com', 'AccessDenied'],
    ['a virtual-hosted key with a leading slash is no key', '//k', 'pub.localhost', 'NoSuchKey'],
    ['a key in escapes that are not UTF-8', '/pub/%FF', '127.0.0.1', 'InvalidArgument'],
    ['a bucket name of two letters is no name', '/ab/k', '127.0.0.1', 'InvalidBucketName'],
    ['an unknown bucket', '/none-such/k', '127.0.0.1', 'NoSuchBucket'],
  ])('%s', async (_title, target, host, code) => {
    expect(codeOf((await get(target, host)).body)).toBe(code);
  });

  test('a bucket without a closing slash is the bucket', async () => {
    expect((await get('/pub?list-type=2', '127.0.0.1')).body).toContain('<KeyCount>10</KeyCount>');
  });
});

describe('framing', () => {
  const link = (extra: string, body = '') =>
    `PUT /open/l?symlink= HTTP/1.1\r\nHost: 127.0.0.1\r\nx-oss-symlink-target: t\r\n${extra}\r\n${body}`;
  beforeAll(() => server.admin.putBucket({ name: 'open', acl: 'public-read-write' }));

  test.each([
    ['Content-Length: 0', link('Content-Length: 0\r\n')],
    ['neither length nor chunks', link('')],
    ['empty chunks', link('Transfer-Encoding: chunked\r\n', '0\r\n\r\n')],
    [
      'chunks beside Content-Length: 0',
      link('Transfer-Encoding: chunked\r\nContent-Length: 0\r\n', '0\r\n\r\n'),
    ],
    ['a wait for 100', link('Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n', '0\r\n\r\n')],
  ])('an empty body may come as %s', async (_title, bytes) => {
    expect((await rawExchange(server.port, bytes)).status).toBe(200);
  });

  test('a strict server refuses the two lengths with an OSS error', async () => {
    const strict = await startOssServer({ accounts: [TEST_ACCOUNT], lenientParser: false });
    const answer = await rawExchange(
      strict.port,
      link('Transfer-Encoding: chunked\r\nContent-Length: 0\r\n', '0\r\n\r\n'),
    );
    expect(answer.status).toBe(400);
    expect(answer.head).toMatch(/x-oss-request-id: [0-9A-F]{24}/);
    expect(codeOf(answer.body)).toBe('BadRequest');
    await strict.stop();
  });

  test('a plain PutObject needs a length', async () => {
    const answer = await rawExchange(server.port, 'PUT /open/o HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    expect([answer.status, codeOf(answer.body)]).toEqual([411, 'MissingContentLength']);
  });

  test('an error before the body closes a connection that waits for 100', async () => {
    const answer = await rawExchange(
      server.port,
      'PUT /pub/o HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n',
    );
    expect(answer.status).toBe(403);
    expect(answer.head).toMatch(/connection: close/i);
  });

  test('a raw UTF-8 header value is kept byte for byte, as a target percent-encoded', async () => {
    const text = Buffer.from('目标/ü').toString('latin1');
    const bytes = `PUT /open/raw?symlink HTTP/1.1\r\nHost: 127.0.0.1\r\nx-oss-meta-name: ${text}\r\nx-oss-symlink-target: ${text}\r\n\r\n`;
    expect((await rawExchange(server.port, bytes)).status).toBe(200);
    const { head } = await get('/open/raw?symlink', '127.0.0.1');
    expect(head).toContain(`x-oss-meta-name: ${text}`);
    expect(head).toContain('x-oss-symlink-target: %E7%9B%AE%E6%A0%87%2F%C3%BC');
  });

  test('a target in bytes that are not UTF-8 is refused', async () => {
    const bytes =
      'PUT /open/gbk?symlink HTTP/1.1\r\nHost: 127.0.0.1\r\nx-oss-symlink-target: \xd6\xd0\r\n\r\n';
    const answer = await rawExchange(server.port, bytes);
    expect([answer.status, codeOf(answer.body)]).toEqual([400, 'InvalidObjectName']);
  });

  test('a head of 60 KB is taken, one over 64 KiB refused with an OSS error', async () => {
    expect((await get('/pub/k', '127.0.0.1', `X-Long: ${'x'.repeat(60_000)}\r\n`)).status).toBe(200);
    const answer = await get('/pub/k', '127.0.0.1', `X-Long: ${'x'.repeat(70_000)}\r\n`);
    expect([answer.status, codeOf(answer.body)]).toEqual([400, 'RequestHeaderTooLarge']);
  });
});

describe('regions', () => {
  test('a bucket of another region is refused with its endpoint, which then serves it', async () => {
    const answer = await get('/north/k', '127.0.0.1');
    expect([answer.status, codeOf(answer.body)]).toEqual([403, 'AccessDenied']);
    const endpoint = /<Endpoint>([^<]*)/.exec(answer.body)?.[1];
    expect(endpoint).toBe(server.regionUrls['cn-beijing']);
    const port = Number(new URL(endpoint!).port);
    expect((await send(port, { bucket: 'north', key: 'k', region: 'cn-beijing' })).text).toBe('north');
    expect((await get('/k', 'north.oss-cn-beijing.aliyuncs.com')).body).toBe('north');
  });

  test('address and signature must both be of the region', async () => {
    const north = { bucket: 'north', key: 'k', region: 'cn-beijing' };
    expect(await send(server.port, north)).toMatchObject({ status: 403, code: 'AccessDenied' });
    const northPort = Number(new URL(server.regionUrls['cn-beijing']!).port);
    const signed = {
      status: 400,
      code: 'InvalidArgument',
      headers: { 'x-oss-ec': '0002-00000226' },
    };
    expect(await send(northPort, { ...north, region: 'cn-hangzhou' })).toMatchObject(signed);
    for (const request of [{ query: '' }, { method: 'PUT', bucket: 'new-one' }]) {
      expect(await send(server.port, { ...request, region: 'cn-beijing' })).toMatchObject(signed);
    }
    expect((await send(northPort, { method: 'PUT', bucket: 'new-one', region: 'cn-beijing' })).status).toBe(
      200,
    );
    await send(northPort, { method: 'DELETE', bucket: 'new-one', region: 'cn-beijing' });
  });

  test('ListBuckets shows all regions, each with an endpoint that leads back here', async () => {
    const { text } = await send(server.port, { query: '' });
    expect(elementTexts(text, 'Region')).toEqual(['cn-beijing', 'cn-hangzhou', 'cn-hangzhou']);
    expect(elementTexts(text, 'ExtranetEndpoint')).toEqual([
      server.regionUrls['cn-beijing'],
      server.url,
      server.url,
    ]);
    expect(elementTexts(text, 'Location')).toEqual(['oss-cn-beijing', 'oss-cn-hangzhou', 'oss-cn-hangzhou']);
  });
});
