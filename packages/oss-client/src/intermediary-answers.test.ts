import { describe, expect, test } from 'vitest';

import { getObject } from './operations/get-object.ts';
import { getSymlink } from './operations/get-symlink.ts';
import { headObject } from './operations/head-object.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putSymlink } from './operations/put-symlink.ts';
import type { OssClient } from './oss-client.ts';
import { isOssServiceError, isOutcomeUnknown } from './oss-error.ts';
import { startRawServer } from './testing/raw-server.ts';
import { answerError, connectTo, EMPTY_LIST, startStubOss } from './testing/stub-oss.ts';

const OBJECT = { bucket: 'bkt', key: 'app.zip' };
const PAGE = '<html><h1>Access is controlled</h1></html>';

const answers: ReadonlyArray<readonly [name: string, status: number, head: string, body: string]> = [
  ['a 404 in HTML', 404, 'content-type: text/html', PAGE],
  ['an empty 404', 404, 'content-length: 0', ''],
  ['a 403 in HTML', 403, 'content-type: text/html', PAGE],
  ['a redirect to a login page', 302, 'location: http://login.example/', ''],
  ['a demand for proxy credentials', 407, 'proxy-authenticate: Basic', ''],
  ['a refused length', 413, 'content-type: text/html', PAGE],
  ['a 304', 304, 'etag: "0A"', ''],
  ['a gateway without its server', 502, 'server: some-gateway/1.0', PAGE],
  ['an empty success', 200, 'etag: "0A"', ''],
  ['a login page', 200, 'content-type: text/html', PAGE],
  ['a list', 200, 'content-type: application/xml', EMPTY_LIST],
  ['no content', 204, 'x-served-by: cache', ''],
  ['a 404 whose request id is empty, so one', 404, 'x-oss-request-id:', ''],
];

const calls: ReadonlyArray<readonly [name: string, (client: OssClient) => Promise<unknown>]> = [
  ['HEAD', (client) => headObject(client, OBJECT)],
  ['a read of headers', (client) => getSymlink(client, OBJECT)],
  ['a list', (client) => listObjectsV2(client, { bucket: 'bkt' })],
  ['a stream', (client) => getObject(client, OBJECT)],
  ['a write', (client) => putSymlink(client, { ...OBJECT, target: 'v1/app.zip' })],
];

describe.each(answers)('%s without a request id of OSS', (_, status, head, body) => {
  test.each(calls)('is not the word of OSS to %s', async (_name, call) => {
    const oss = await startRawServer((socket) => {
      socket.end(
        `HTTP/1.1 ${status} Whatever\r\n${head}\r\n${head.includes('content-length') ? '' : `content-length: ${body.length}\r\n`}\r\n${body}`,
      );
    });
    const error = await call(connectTo(oss.endpoint, { retry: { attempts: 1 } })).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'OssError', detail: { kind: 'intermediary', status }, status });
    expect(isOssServiceError(error)).toBe(false);
    expect(isOutcomeUnknown(error)).toBe(true);
  });
});

test('an answer that breaks off is not read as the word of OSS either', async () => {
  const oss = await startRawServer((socket) => {
    socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\nhalf');
  });
  await expect(getSymlink(connectTo(oss.endpoint), OBJECT)).rejects.toMatchObject({
    detail: { kind: 'intermediary', status: 404 },
  });
});

test('an intermediary is named as far as it names itself, without secrets', async () => {
  const oss = await startRawServer((socket) => {
    const server = `gate stub-secret-never-printed ${'x'.repeat(200)}`;
    socket.end(`HTTP/1.1 403 No\r\nserver: ${server}\r\ncontent-length: 0\r\n\r\n`);
  });
  const error = await headObject(connectTo(oss.endpoint), OBJECT).catch((e: unknown) => e);
  expect(error).toMatchObject({ detail: { server: `gate *** ${'x'.repeat(71)}` } });
  expect((error as Error).message).not.toContain('never-printed');
});

test('a failing gateway is asked again for a read', async () => {
  const oss = await startStubOss((_, response, turn) => {
    if (turn > 1) response.end(EMPTY_LIST);
    else {
      response.removeHeader('x-oss-request-id');
      response.writeHead(502).end(PAGE);
    }
  });
  expect((await listObjectsV2(connectTo(oss.endpoint), { bucket: 'bkt' })).objects).toEqual([]);
});

describe('the word of OSS', () => {
  test('is an error document without the header of the request id', async () => {
    const oss = await startStubOss((_, response) => {
      response.removeHeader('x-oss-request-id');
      answerError(response, { status: 404, code: 'NoSuchKey' });
    });
    await expect(getSymlink(connectTo(oss.endpoint), OBJECT)).rejects.toMatchObject({
      code: 'NoSuchKey',
      requestId: '5C1B138A109F4E405B2D8AEF',
    });
  });

  test('is a request id without an error document', async () => {
    const oss = await startStubOss((_, response) => void response.writeHead(404).end());
    await expect(headObject(connectTo(oss.endpoint), OBJECT)).rejects.toMatchObject({ code: 'NotFound' });
  });
});
