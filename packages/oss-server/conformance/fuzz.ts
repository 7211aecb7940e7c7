import { connect } from 'node:net';

import { readXml } from '@signpost/oss-protocol';
import fc from 'fast-check';

import { startOssServer } from '../src/index.ts';
import { send, TEST_ACCOUNT } from './signed-request.ts';

const token = fc.constantFrom(
  'symlink',
  'acl',
  'tagging',
  'uploads',
  'uploadId=x',
  'partNumber=1',
  'append',
  'position=0',
  'restore',
  'delete',
  'versions',
  'versionId=x',
  'list-type=2',
  'max-keys=5',
  'max-keys=x',
  'prefix=%FF',
  'prefix=a',
  'marker=%',
  'delimiter=/',
  'continuation-token=x',
  'encoding-type=url',
  'bucketInfo',
  'policy',
  'cors',
  'lifecycle',
  'metaQuery&comp=query',
  'objectMeta',
  'x-oss-process=image',
  'Expires=1&OSSAccessKeyId=a&Signature=b',
  'x-oss-signature-version=OSS4-HMAC-SHA256',
  '=',
  '&',
  '%00',
  '%zz',
);
const path = fc.oneof(
  fc.constantFrom(
    '/',
    '//',
    '///',
    '/fuzz',
    '/fuzz/',
    '/fuzz/k',
    '/fuzz/%',
    '/fuzz/%FF',
    '/fuzz/%00',
    '/fuzz/..',
    '/FUZZ/k',
    '*',
    'fuzz/k',
    '/a%2Fb%2Fc',
    'http://h/fuzz/k',
  ),
  fc
    .string({ unit: 'binary-ascii', maxLength: 30 })
    .map((text) => `/fuzz/${text.replaceAll(/[\r\n ]/g, '')}`),
);
const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'get', 'BREW', '');
const header = fc.constantFrom(
  'Host: fuzz.localhost',
  'Host: fuzz.oss-cn-hangzhou.aliyuncs.com',
  'Host: .',
  'Host: [::1',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 0',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip',
  'Expect: 100-continue',
  'Expect: 200-maybe',
  'Range: bytes=-',
  'Range: bytes=9-1',
  'If-Match: "',
  'If-Modified-Since: never',
  'Content-MD5: !',
  'x-oss-symlink-target: %',
  'x-oss-symlink-target: t',
  'x-oss-copy-source: /',
  'x-oss-copy-source: /fuzz/k',
  'x-oss-meta-: x',
  'x-oss-tagging: %',
  'x-oss-object-acl: x',
  'x-oss-storage-class: x',
  'Authorization: OSS',
  'Authorization: OSS4-HMAC-SHA256 Credential=a/b/c/d/e,Signature=f',
  'Authorization: OSS a:b',
  'x-oss-date: x',
  'Date: x',
  'Connection: close',
  ': empty',
  'no colon',
  'x: \u0000',
  ' folded',
  'x-oss-forbid-overwrite: perhaps',
);
const document = fc.constantFrom(
  '',
  '<',
  '<a/>',
  '<Delete/>',
  '<Delete><Object><Key></Key></Object></Delete>',
  '<Tagging><TagSet><Tag/></TagSet></Tagging>',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  '<?xml version="1.0"?><?php ?><a/>',
  '<a>'.repeat(5000),
  '\u0000\u0001',
  '0\r\n\r\n',
  '5\r\nabcde\r\n0\r\n\r\n',
  'zz\r\n',
  '{"Version":"1"',
  '<CompleteMultipartUpload><Part><PartNumber>x</PartNumber></Part></CompleteMultipartUpload>',
);

/** A request that is more or less one. */
const request = fc
  .record({
    method,
    path,
    query: fc.array(token, { maxLength: 4 }),
    headers: fc.array(header, { maxLength: 6 }),
    document,
    noise: fc.boolean(),
  })
  .map(({ method, path, query, headers, document, noise }) => {
    const target = query.length === 0 ? path : `${path}?${query.join('&')}`;
    const lines = [`${method} ${target} HTTP/1.1`, ...(noise ? [] : ['Host: 127.0.0.1']), ...headers];
    if (document !== '' && !noise) lines.push(`Content-Length: ${Buffer.byteLength(document)}`);
    return `${lines.join('\r\n')}\r\n\r\n${document}`;
  });

/** All that came back until the server closed, or was idle with a whole answer given. */
function exchangeNoise(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect({ host: '127.0.0.1', port }, () => socket.end(Buffer.from(bytes, 'latin1')));
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('error', () => resolve(received));
    socket.on('close', () => resolve(received));
  });
}

/** What is wrong with an answer; undefined when it is a success or a well-formed OSS error. */
function judge(answer: string): string | undefined {
  const text = answer.replace(/^(?:HTTP\/1\.1 100 Continue\r\n\r\n)+/, '');
  if (text === '') return undefined;
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  if (status === 0) return 'no status line';
  if (status === 500) return 'an internal error';
  if (!/x-oss-request-id: [0-9A-F]{24}/.test(head)) return 'no request id';
  if (!/^date: /im.test(head)) return 'no date';
  if (status < 400) return undefined;
  const explained = /^x-oss-err: (.*)$/im.exec(head)?.[1];
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  const document =
    explained === undefined ? body.slice(0, length) : Buffer.from(explained, 'base64').toString();
  try {
    return readXml(document).name === 'Error' ? undefined : 'not an Error document';
  } catch (error) {
    return `unreadable error: ${(error as Error).message}`;
  }
}

/** Sends `runs` odd requests and fails on the first answer that is no OSS answer. */
export async function fuzz(runs: number): Promise<void> {
  const server = await startOssServer({ accounts: [TEST_ACCOUNT] });
  server.admin.putBucket({ name: 'fuzz', acl: 'public-read-write' });
  server.admin.putObject({ bucket: 'fuzz', key: 'k', body: 'x' });
  try {
    await fc.assert(
      fc.asyncProperty(request, async (bytes) => {
        const wrong = judge(await exchangeNoise(server.port, bytes));
        if (wrong !== undefined) throw new Error(`${wrong} after ${JSON.stringify(bytes)}`);
      }),
      { numRuns: runs },
    );
    const after = await send(server.port, { bucket: 'fuzz', query: 'bucketInfo' });
    if (after.status !== 200) throw new Error(`The server answers ${after.status} after the run.`);
  } finally {
    await server.stop();
  }
}
