import { createHash, createHmac } from 'node:crypto';

import { expect, test } from 'vitest';

import { rawExchange } from './raw-exchange.ts';
import { send, TEST_ACCOUNT } from './signed-request.ts';
import { at, serveSigned } from './signed-server.ts';

/*
 * The C++ client signs header values as the bytes they are. Every text here holds one character per byte,
 * and is signed and sent as such.
 */
const GBK = Buffer.from([0xd6, 0xd0, 0xce, 0xc4]).toString('latin1');
const suite = serveSigned();
const mac = (algorithm: string, secret: string | Buffer, text: string) =>
  createHmac(algorithm, secret).update(Buffer.from(text, 'latin1')).digest();

function signV1(): string {
  const date = at(0).toUTCString();
  const text = `PUT\n\ntext/plain\n${date}\nx-oss-meta-gbk:${GBK}\n/signed/gbk-v1`;
  const signature = mac('sha1', TEST_ACCOUNT.accessKeySecret, text).toString('base64');
  return `Date: ${date}\r\nAuthorization: OSS ${TEST_ACCOUNT.accessKeyId}:${signature}`;
}

function signV4(): string {
  const stamp = '20260601T120000Z';
  const scope = '20260601/cn-hangzhou/oss/aliyun_v4_request';
  const headers = `content-type:text/plain\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:${stamp}\nx-oss-meta-gbk:${GBK}\n`;
  const canonical = `PUT\n/signed/gbk-v4\n\n${headers}\n\nUNSIGNED-PAYLOAD`;
  const hash = createHash('sha256').update(Buffer.from(canonical, 'latin1')).digest('hex');
  const derived = ['20260601', 'cn-hangzhou', 'oss', 'aliyun_v4_request'].reduce<string | Buffer>(
    (secret, text) => mac('sha256', secret, text),
    `aliyun_v4${TEST_ACCOUNT.accessKeySecret}`,
  );
  const signature = mac('sha256', derived, `OSS4-HMAC-SHA256\n${stamp}\n${scope}\n${hash}`).toString('hex');
  return [
    'x-oss-content-sha256: UNSIGNED-PAYLOAD',
    `x-oss-date: ${stamp}`,
    `Authorization: OSS4-HMAC-SHA256 Credential=${TEST_ACCOUNT.accessKeyId}/${scope},Signature=${signature}`,
  ].join('\r\n');
}

test.each([
  ['v1', signV1],
  ['v4', signV4],
])('%s signs header bytes that are not UTF-8, and they come back as they were', async (version, sign) => {
  const key = `gbk-${version}`;
  const put = await rawExchange(
    suite.server.port,
    `PUT /signed/${key} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 0\r\nx-oss-meta-gbk: ${GBK}\r\n${sign()}\r\n\r\n`,
  );
  expect(put).toMatchObject({ status: 200, body: '' });
  const read = await send(suite.server.port, { method: 'HEAD', bucket: 'signed', key, date: at(0) });
  expect(read.headers['x-oss-meta-gbk']).toBe(GBK);
});

test('a refused signature quotes the bytes that the server signed', async () => {
  const answer = await rawExchange(
    suite.server.port,
    `PUT /signed/k HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nx-oss-meta-gbk: ${GBK}\r\n${signV1()}\r\n\r\n`,
  );
  expect(answer.status).toBe(403);
  expect(/<StringToSignBytes>([^<]*)/.exec(answer.body)?.[1]).toContain('3A D6 D0 CE C4 0A');
});
