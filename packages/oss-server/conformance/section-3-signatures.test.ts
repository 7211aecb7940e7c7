import { createHash, createHmac } from 'node:crypto';

import { formatQuery, signV1Url, signV4Url } from '@signpost/oss-protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { elementText, exchange, send, TEST_ACCOUNT } from './signed-request.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const MINUTE = 60_000;
let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({
    accounts: [TEST_ACCOUNT, { uid: '2002', accessKeyId: 'other', accessKeySecret: 'other-secret' }],
    clock: () => NOW,
  });
  server.admin.putBucket({ name: 'signed' });
  server.admin.putObject({ bucket: 'signed', key: 'k', body: 'content' });
});
afterAll(() => server.stop());

const at = (offset: number) => new Date(NOW + offset);
const object = { bucket: 'signed', key: 'k' };

describe('signatures in the header', () => {
  test.each(['v1', 'v4'] as const)(
    '%s is valid within 15 minutes of the server clock, either way',
    async (sign) => {
      for (const offset of [-14 * MINUTE, 14 * MINUTE]) {
        expect((await send(server.port, { ...object, sign, date: at(offset) })).status).toBe(200);
      }
      for (const offset of [-16 * MINUTE, 16 * MINUTE]) {
        const answer = await send(server.port, { ...object, sign, date: at(offset) });
        expect(answer).toMatchObject({ status: 403, code: 'RequestTimeTooSkewed' });
        expect(elementText(answer.text, 'MaxAllowedSkewMilliseconds')).toBe('900000');
        expect(elementText(answer.text, 'RequestTime')).toBe(at(offset).toISOString());
        expect(elementText(answer.text, 'ServerTime')).toBe(at(0).toISOString());
        expect(answer.headers['date']).toBe(at(0).toUTCString());
      }
    },
  );

  test.each(['v1', 'v4'] as const)('a wrong %s signature is answered with what was signed', async (sign) => {
    const credentials = { ...TEST_ACCOUNT, accessKeySecret: 'wrong' };
    const answer = await send(server.port, { ...object, sign, credentials, date: at(0) });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(answer.headers['x-oss-ec']).toBe(sign === 'v1' ? '0002-00000602' : '0002-00000040');
    const stringToSign = elementText(answer.text, 'StringToSign')!.replaceAll('&#10;', '\n');
    const bytes = elementText(answer.text, 'StringToSignBytes')!.split(' ');
    expect(Buffer.from(bytes.join(''), 'hex').toString()).toBe(stringToSign);
    expect(elementText(answer.text, 'OSSAccessKeyId')).toBe(TEST_ACCOUNT.accessKeyId);
    expect(answer.text.includes('<CanonicalRequest>')).toBe(sign === 'v4');
    expect(answer.text).not.toContain(TEST_ACCOUNT.accessKeySecret);
  });

  const date = at(0).toUTCString();
  test.each([
    [
      'an unknown key',
      { authorization: 'OSS nobody:c2ln', date },
      403,
      'InvalidAccessKeyId',
      '0002-00000902',
    ],
    ['no date', { authorization: 'OSS LTAItestkey:c2ln' }, 403, 'AccessDenied', undefined],
    [
      'an unreadable date',
      { authorization: 'OSS LTAItestkey:c2ln', date: 'yesterday' },
      403,
      'AccessDenied',
      undefined,
    ],
    ['nothing but a scheme', { authorization: 'OSS', date }, 400, 'InvalidArgument', '0002-00000202'],
    ['an unknown scheme', { authorization: 'Bearer x', date }, 400, 'InvalidArgument', '0002-00000202'],
    [
      'the OSS2 scheme',
      { authorization: 'OSS2 AccessKeyId:x,Signature:y', date },
      501,
      'NotImplemented',
      undefined,
    ],
    [
      'V4 without signature',
      {
        authorization: 'OSS4-HMAC-SHA256 Credential=LTAItestkey/20260601/cn-hangzhou/oss/aliyun_v4_request',
        date,
      },
      400,
      'InvalidArgument',
      '0002-00000207',
    ],
  ])('%s is refused', async (_title, headers, status, code, ec) => {
    const answer = await exchange(server.port, {
      method: 'GET',
      target: '/signed/k',
      headers,
    });
    expect(answer).toMatchObject({ status, code });
    expect(answer.headers).toMatchObject(ec === undefined ? {} : { 'x-oss-ec': ec });
  });

  test('V4 for another region than the one called is told the right endpoint', async () => {
    const answer = await send(server.port, { ...object, region: 'cn-beijing', date: at(0) });
    expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(elementText(answer.text, 'Endpoint')).toBe(server.url);
  });
});

describe('temporary tokens', () => {
  test.each(['v1', 'v4'] as const)('a token signs %s requests until it expires', async (sign) => {
    const issued = server.admin.issueToken({ seconds: 900 });
    const withToken = {
      accessKeyId: issued.accessKeyId,
      accessKeySecret: issued.accessKeySecret,
      securityToken: issued.securityToken,
    };
    const request = { ...object, sign, date: at(0) };
    expect((await send(server.port, { ...request, credentials: withToken })).status).toBe(200);
    const wrong = { ...withToken, securityToken: 'wrong' };
    expect((await send(server.port, { ...request, credentials: wrong })).code).toBe('InvalidSecurityToken');
    const expired = server.admin.issueToken({ seconds: -1 });
    expect(await send(server.port, { ...request, credentials: expired })).toMatchObject({
      status: 403,
      code: 'SecurityTokenExpired',
      headers: { 'x-oss-ec': '0002-00000007' },
    });
  });
});

describe('signatures in the URL', () => {
  const base = { method: 'GET', ...object, query: [], headers: new Map<string, string>() };
  const get = (query: readonly (readonly [string, string])[], headers: Record<string, string> = {}) =>
    exchange(server.port, { method: 'GET', target: `/signed/k?${formatQuery(query)}`, headers });
  const v1 = (
    expires: number,
    credentials: typeof TEST_ACCOUNT | { accessKeyId: string; accessKeySecret: string } = TEST_ACCOUNT,
  ) => signV1Url(base, Math.floor(expires / 1000), credentials);
  const v4 = (date: Date, seconds = 60) =>
    signV4Url(base, seconds, { credentials: TEST_ACCOUNT, region: 'cn-hangzhou', date });

  test('are good until they expire', async () => {
    expect((await get(v1(NOW + MINUTE))).text).toBe('content');
    expect((await get(v4(at(0)))).text).toBe('content');
    expect((await get(v4(at(14 * MINUTE)))).text).toBe('content');
  });

  test('say that they expired before anything about the signature', async () => {
    const late = await get(
      v1(NOW - MINUTE, { accessKeyId: TEST_ACCOUNT.accessKeyId, accessKeySecret: 'wrong' }),
    );
    expect(late).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(elementText(late.text, 'Message')).toBe('Request has expired.');
    expect(await get(v4(at(-2 * MINUTE)))).toMatchObject({
      status: 403,
      headers: { 'x-oss-ec': '0002-00000236' },
    });
  });

  test('in both places are refused, and so are incomplete ones', async () => {
    const both = await get(v1(NOW + MINUTE), { authorization: 'OSS a:b', date: at(0).toUTCString() });
    expect(both).toMatchObject({ status: 400, code: 'InvalidArgument' });
    const incomplete = await get([
      ['OSSAccessKeyId', 'a'],
      ['Expires', '9999999999'],
    ]);
    expect(incomplete).toMatchObject({ status: 403, code: 'AccessDenied' });
    const without = v4(at(0)).filter(([name]) => name !== 'x-oss-expires');
    expect(await get(without)).toMatchObject({ status: 400, headers: { 'x-oss-ec': '0002-00000215' } });
  });

  test('allow response headers to be replaced, which anonymous requests may not', async () => {
    const query: [string, string][] = [
      ['response-content-type', 'text/x-other'],
      ['response-content-disposition', 'attachment; filename="链.txt"'],
    ];
    const signed = signV1Url({ ...base, query }, NOW / 1000 + 60, TEST_ACCOUNT);
    const answer = await get(signed);
    expect(answer.headers['content-type']).toBe('text/x-other');
    expect(Buffer.from(answer.headers['content-disposition']!, 'latin1').toString()).toBe(
      'attachment; filename="链.txt"',
    );
    server.admin.putObject({ bucket: 'signed', key: 'k', body: 'content', acl: 'public-read' });
    expect(await get(query)).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });
});

describe('who may', () => {
  test('a stranger and another account reach only what ACLs open', async () => {
    server.admin.putBucket({ name: 'open', acl: 'public-read' });
    server.admin.putBucket({ name: 'wide-open', acl: 'public-read-write' });
    for (const bucket of ['signed', 'open', 'wide-open']) {
      server.admin.putObject({ bucket, key: 'default', body: 'x' });
      server.admin.putObject({ bucket, key: 'private', body: 'x', acl: 'private' });
      server.admin.putObject({ bucket, key: 'public', body: 'x', acl: 'public-read' });
    }
    const other = { accessKeyId: 'other', accessKeySecret: 'other-secret' };
    for (const how of [{ sign: 'none' as const }, { credentials: other, date: at(0) }]) {
      const seen: number[][] = [];
      for (const bucket of ['signed', 'open', 'wide-open']) {
        const ask = (more: object) =>
          send(server.port, { bucket, ...how, ...more }).then(({ status }) => status);
        seen.push([
          await ask({ query: 'list-type=2' }),
          await ask({ key: 'default' }),
          await ask({ key: 'private' }),
          await ask({ key: 'public' }),
          await ask({ key: 'new', method: 'PUT', body: 'x' }),
          await ask({ key: 'public', query: 'acl' }),
          await ask({ query: 'bucketInfo' }),
        ]);
      }
      expect(seen).toEqual([
        [403, 403, 403, 200, 403, 403, 403],
        [200, 200, 403, 200, 403, 403, 403],
        [200, 200, 403, 200, 200, 403, 403],
      ]);
    }
  });

  test('a requester-pays bucket wants the header from everybody but its owner', async () => {
    server.admin.putBucket({ name: 'paid', acl: 'public-read', requestPayer: true });
    server.admin.putObject({ bucket: 'paid', key: 'k', body: 'x' });
    const other = {
      bucket: 'paid',
      key: 'k',
      credentials: { accessKeyId: 'other', accessKeySecret: 'other-secret' },
      date: at(0),
    };
    expect(await send(server.port, other)).toMatchObject({
      status: 403,
      headers: { 'x-oss-ec': '0003-00000703' },
    });
    const paying = { ...other, headers: { 'x-oss-request-payer': 'requester' } };
    expect((await send(server.port, paying)).status).toBe(200);
    expect((await send(server.port, { bucket: 'paid', key: 'k', date: at(0) })).status).toBe(200);
  });
});

/** V4 written anew from its description, so that a shared mistake would show. */
function signIndependently(request: {
  key: string;
  query: [string, string][];
  meta: string;
  additional: boolean;
}): Record<string, string> {
  const encode = (text: string, keep = '') =>
    Array.from(Buffer.from(text), (byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9\-_.~]/.test(character) || character === keep
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }).join('');
  const stamp = '20260601T120000Z';
  const scope = '20260601/cn-hangzhou/oss/aliyun_v4_request';
  const query = request.query
    .map(([name, value]) => ({
      name: encode(name),
      text: value === '' ? encode(name) : `${encode(name)}=${encode(value)}`,
    }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
    .map(({ text }) => text)
    .join('&');
  const signedHeaders = [
    ...(request.additional ? ['x-extra:yes'] : []),
    'x-oss-content-sha256:UNSIGNED-PAYLOAD',
    `x-oss-date:${stamp}`,
    `x-oss-meta-m:${request.meta.trim()}`,
  ].join('\n');
  const canonical = `GET\n/signed/${encode(request.key, '/')}\n${query}\n${signedHeaders}\n\n${request.additional ? 'x-extra' : ''}\nUNSIGNED-PAYLOAD`;
  const hash = createHash('sha256').update(canonical).digest('hex');
  const mac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest();
  const derived = ['cn-hangzhou', 'oss', 'aliyun_v4_request'].reduce(
    (secret, text) => mac(secret, text),
    mac(`aliyun_v4${TEST_ACCOUNT.accessKeySecret}`, '20260601'),
  );
  const signature = mac(derived, `OSS4-HMAC-SHA256\n${stamp}\n${scope}\n${hash}`).toString('hex');
  const additional = request.additional ? ',AdditionalHeaders=x-extra' : '';
  return {
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-oss-date': stamp,
    'x-oss-meta-m': request.meta,
    ...(request.additional && { 'x-extra': 'yes' }),
    authorization: `OSS4-HMAC-SHA256 Credential=${TEST_ACCOUNT.accessKeyId}/${scope}${additional},Signature=${signature}`,
  };
}

test('random requests of an independent signer verify', async () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((s) => s.isWellFormed());
  const request = fc.record({
    key: text.filter((key) => !/^[/\\]/.test(key)),
    query: fc.uniqueArray(
      fc.tuple(
        text.map((name) => `q${name}`),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
      ),
      { selector: ([name]) => name, maxLength: 4 },
    ),
    meta: fc.stringMatching(/^[!-~]{1,10}$/),
    additional: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(request, async (parts) => {
      const query = parts.query
        .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
        .join('&');
      const answer = await exchange(server.port, {
        method: 'GET',
        target: `/signed/${encodeURIComponent(parts.key)}?${query}`,
        headers: signIndependently(parts),
      });
      expect(['NoSuchKey', undefined]).toContain(answer.code);
    }),
    { numRuns: 60 },
  );
});
