import { createConnection } from 'node:net';
import { operations } from '@signpost/api-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendRaw } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ publicUrl: 'https://links.example.com' });
  stack.admin.putBucket({ name: 'safe' });
});
afterAll(() => stack.stop());

const send = (path: string, options: Parameters<typeof sendRaw>[1] = {}) =>
  sendRaw(`${stack.bffUrl}${path}`, options);

const buckets = '/api/v1/buckets?connection=default';
const json = { 'content-type': 'application/json', 'x-signpost-csrf': '1' };
const resolveBody = JSON.stringify({ connection: 'default', bucket: 'safe', links: [] });

test('an address of loopback that is listened on answers to itself', async () => {
  const other = await startStack({ host: '127.0.0.2' });
  try {
    expect(other.bffUrl).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
    expect((await fetch(`${other.bffUrl}/healthz`)).status).toBe(200);
    const { port } = new URL(other.bffUrl);
    const foreign = await sendRaw(`${other.bffUrl}/healthz`, { headers: { host: `127.0.0.3:${port}` } });
    expect(foreign).toMatchObject({ status: 421, json: { code: 'host-not-allowed' } });
  } finally {
    await other.stop();
  }
});

describe('host names', () => {
  test.each(['evil.example', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example:7070', '[::1]'])(
    '%j is answered 421, whatever is asked',
    async (host) => {
      for (const path of [buckets, '/', '/healthz', '/api/v1/openapi.json']) {
        const answer = await send(path, { headers: { host } });
        expect(answer).toMatchObject({ status: 421, json: { code: 'host-not-allowed' } });
      }
    },
  );

  test('loopback names with the port and the public URL are answered', async () => {
    const { port } = new URL(stack.bffUrl);
    for (const host of [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `LOCALHOST:${port}`,
      `[::1]:${port}`,
      'links.example.com',
    ]) {
      expect((await send(buckets, { headers: { host } })).status).toBe(200);
    }
  });
});

describe('a request that names its host twice', () => {
  /** The bytes of one request, and the first line of what is answered. */
  const statusOf = async (head: string): Promise<string> => {
    const { hostname, port, host } = new URL(stack.bffUrl);
    const socket = createConnection(Number(port), hostname);
    socket.write(`${head.replaceAll('OWN', host)}Connection: close\r\n\r\n`);
    const chunks: Buffer[] = [];
    for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks).toString().split('\r\n', 1)[0] ?? '';
  };

  test.each([
    `GET ${buckets} HTTP/1.1\r\nHost: OWN\r\nHost: evil.example\r\n`,
    `GET ${buckets} HTTP/1.1\r\nHost: OWN\r\nhOST: OWN\r\n`,
    `GET http://evil.example${buckets} HTTP/1.1\r\nHost: OWN\r\n`,
    `GET http://OWN${buckets} HTTP/1.1\r\nHost: OWN\r\n`,
    'OPTIONS * HTTP/1.1\r\nHost: OWN\r\n',
  ])('%j is 400', async (head) => {
    expect(await statusOf(head)).toBe('HTTP/1.1 400 Bad Request');
  });

  test('once only is answered', async () => {
    expect(await statusOf(`GET ${buckets} HTTP/1.1\r\nHost: OWN\r\n`)).toBe('HTTP/1.1 200 OK');
  });
});

describe('writes from other pages', () => {
  const post = (headers: Record<string, string>) =>
    send('/api/v1/links/resolve', { method: 'POST', headers, body: resolveBody });

  test('need the CSRF header', async () => {
    expect(await post({ 'content-type': 'application/json' })).toMatchObject({
      status: 403,
      json: { code: 'csrf-header-missing' },
    });
    expect((await post(json)).status).toBe(200);
  });

  test('of another origin are refused, with the header as well', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost:1',
      'https://links.example.com.evil.example',
    ]) {
      expect(await post({ ...json, origin })).toMatchObject({
        status: 403,
        json: { code: 'origin-not-allowed' },
      });
    }
    for (const origin of [stack.bffUrl, 'https://links.example.com'])
      expect((await post({ ...json, origin })).status).toBe(200);
  });

  test('and reads that the browser calls cross-site are refused', async () => {
    expect(await post({ ...json, 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(
      await send(buckets, { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' } }),
    ).toMatchObject({ status: 403 });
    expect(
      await send(buckets, { headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' } }),
    ).toMatchObject({ status: 200 });
  });

  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

  test('that open the console in a window of its own are followed', async () => {
    for (const path of ['/', '/c/default/b/some.bucket', '/apiary', '/%61pi/v1/buckets?connection=default'])
      expect((await send(path, { headers: link })).status, path).not.toBe(403);
  });

  test.each(['iframe', 'frame', 'object', 'embed', 'image', 'script', 'empty', ''])(
    'that load a page of the console as %j are refused',
    async (dest) => {
      for (const site of ['cross-site', 'same-site']) {
        const headers = { ...link, 'sec-fetch-site': site, 'sec-fetch-dest': dest };
        expect(await send('/', { headers })).toMatchObject({
          status: 403,
          json: { code: 'origin-not-allowed' },
        });
      }
    },
  );

  const reads = Object.values(operations).flatMap(({ method, path }) => (method === 'GET' ? [path] : []));

  test.each([
    ...reads,
    '/api/v1/openapi.json',
    '/api/v1/reference',
    '/API/v1/buckets',
    '/api',
    '/healthz',
    '/readyz',
    '/assets/app.js',
  ])('that open %s in any way are refused before OSS is asked', async (path) => {
    const calls = stack.faults.add({ effect: { kind: 'hook', run: () => {} } });
    for (const method of ['GET', 'HEAD'])
      for (const dest of ['document', 'iframe', 'image']) {
        const headers = { ...link, 'sec-fetch-dest': dest };
        expect((await send(`${path}?connection=default`, { method, headers })).status).toBe(403);
      }
    expect(calls.hits).toBe(0);
    calls.remove();
  });

  test('get no CORS header, and a preflight no permission', async () => {
    const answer = await send('/api/v1/links', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'PATCH' },
    });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('bodies', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
    '',
  ])('as %j are refused with 415', async (type) => {
    const headers =
      type === '' ? { 'x-signpost-csrf': '1' } : { 'x-signpost-csrf': '1', 'content-type': type };
    expect(await send('/api/v1/links/resolve', { method: 'POST', headers, body: resolveBody })).toMatchObject(
      {
        status: 415,
        json: { code: 'media-type-unsupported' },
      },
    );
  });

  test('that are compressed are refused', async () => {
    const headers = { ...json, 'content-encoding': 'gzip' };
    expect((await send('/api/v1/links', { method: 'POST', headers, body: resolveBody })).status).toBe(415);
  });

  test('longer than 64 KiB are refused, those of resolve longer than 256 KiB', async () => {
    const body = (kib: number): string =>
      JSON.stringify({ connection: 'x'.repeat(kib * 1024), bucket: 'safe', links: [] });
    expect(await send('/api/v1/links', { method: 'POST', headers: json, body: body(65) })).toMatchObject({
      status: 413,
      json: { code: 'body-too-large' },
    });
    expect(
      (await send('/api/v1/links/resolve', { method: 'POST', headers: json, body: body(200) })).status,
    ).toBe(404);
    expect(
      (await send('/api/v1/links/resolve', { method: 'POST', headers: json, body: body(257) })).status,
    ).toBe(413);
  });

  test.each([
    '',
    '{',
    '[]',
    '"x"',
    '{"connection":"default"}',
    '{"connection":"default","bucket":"safe","links":[],"more":1}',
  ])('%j is an invalid request', async (body) => {
    const answer = await send('/api/v1/links/resolve', { method: 'POST', headers: json, body });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-request' } });
    expect(answer.json.errors).toBeDefined();
  });
});

describe('queries', () => {
  test.each([
    ['an unknown name', '&colour=red'],
    ['a name given twice', '&connection=default'],
    ['bytes that are not UTF-8', '&prefix=%ff'],
    ['a broken escape', '&prefix=%2'],
  ])('with %s are refused', async (_name, tail) => {
    expect(await send(`/api/v1/objects?connection=default&bucket=safe${tail}`)).toMatchObject({
      status: 400,
      json: { code: 'invalid-request' },
    });
  });

  test('carry texts: a number stays a prefix', async () => {
    expect((await send('/api/v1/objects?connection=default&bucket=safe&prefix=123')).status).toBe(200);
  });
});

describe('every answer', () => {
  test('carries the security headers and a request id that the log knows', async () => {
    for (const path of [buckets, '/nowhere', '/api/v1/nowhere', '/healthz']) {
      const { headers } = await send(path);
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['x-powered-by']).toBeUndefined();
      expect(stack.log.some((line) => line.includes(String(headers['x-request-id'])))).toBe(true);
    }
  });

  test('to an unknown address or method is a problem as well', async () => {
    for (const path of [
      '/api/v1/nowhere',
      '/api/v2/links',
      '/api/v1/links/',
      '/API/v1/buckets',
      '/nowhere.js',
    ]) {
      const answer = await send(path);
      expect(answer).toMatchObject({ status: 404, json: { code: 'not-found' } });
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.json.requestId).toBe(answer.headers['x-request-id']);
    }
    const answer = await send('/api/v1/changes/undo', { method: 'DELETE', headers: json });
    expect(answer).toMatchObject({
      status: 405,
      json: { code: 'method-not-allowed' },
      headers: { allow: 'POST' },
    });
  });
});
