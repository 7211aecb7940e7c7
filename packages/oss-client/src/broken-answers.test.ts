import { describe, expect, test } from 'vitest';

import { getSymlink } from './operations/get-symlink.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putSymlink } from './operations/put-symlink.ts';
import { answerWritten, connectTo, EMPTY_LIST, startStubOss } from './testing/stub-oss.ts';

const LINK = { bucket: 'bkt', key: 'latest', target: '2.14.0/app.zip' };

describe('an answer that is not one', () => {
  test.each([
    ['an XML list cut short', EMPTY_LIST.slice(0, -30), 'truncated-xml', 3],
    ['no body at all', '', 'truncated-xml', 3],
    ['a page of HTML', '<!DOCTYPE html><html></html>', 'invalid-xml', 1],
    ['bytes that are not UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff]), 'invalid-xml', 1],
    ['the answer to another question', '<ListAllMyBucketsResult/>', 'unexpected-answer', 1],
  ] as const)('%s is a protocol error', async (_, body, reason, sendings) => {
    const oss = await startStubOss((_request, response) => {
      response.end(body);
    });
    await expect(listObjectsV2(connectTo(oss.endpoint), { bucket: 'bkt' })).rejects.toMatchObject({
      detail: { kind: 'protocol', reason, requestId: '5C1B138A109F4E405B2D8AEF' },
    });
    expect(oss.seen).toHaveLength(sendings);
  });

  test('a link without its target header is a protocol error', async () => {
    const oss = await startStubOss((_, response) => {
      response.end();
    });
    await expect(getSymlink(connectTo(oss.endpoint), LINK)).rejects.toMatchObject({
      detail: { kind: 'protocol', reason: 'missing-header' },
    });
  });
});

describe('an answer that is hardly HTTP', () => {
  test('with an endless header block is a protocol error', async () => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { 'x-oss-meta-a': 'x'.repeat(100_000) }).end();
    });
    await expect(getSymlink(connectTo(oss.endpoint), LINK)).rejects.toMatchObject({
      detail: { kind: 'protocol', reason: 'unexpected-answer' },
    });
  });

  test('to a TLS handshake means that nothing was sent', async () => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const client = connectTo(oss.endpoint.replace('http:', 'https:'));
    await expect(putSymlink(client, LINK)).rejects.toMatchObject({
      detail: { kind: 'transport', phase: 'connect', sent: false },
    });
    expect(oss.seen).toHaveLength(0);
  });
});
