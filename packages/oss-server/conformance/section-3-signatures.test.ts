import { formatQuery, signV1Url, signV4Url } from '@signpost/oss-protocol';
import { describe, expect, test } from 'vitest';

import { elementText, exchange, send, TEST_ACCOUNT } from './signed-request.ts';
import { at, NOW, serveSigned } from './signed-server.ts';

const MINUTE = 60_000;

const suite = serveSigned();

const object = { bucket: 'signed', key: 'k' };

describe('signatures in the header', () => {
  test.each(['v1', 'v4'] as const)(
    '%s is valid within 15 minutes of the server clock, either way',
    async (sign) => {
      for (const offset of [-14 * MINUTE, 14 * MINUTE]) {
        expect((await send(suite.server.port, { ...object, sign, date: at(offset) })).status).toBe(200);
      }
      for (const offset of [-16 * MINUTE, 16 * MINUTE]) {
        const answer = await send(suite.server.port, { ...object, sign, date: at(offset) });
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
    const answer = await send(suite.server.port, { ...object, sign, credentials, date: at(0) });
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
    const answer = await exchange(suite.server.port, {
      method: 'GET',
      target: '/signed/k',
      headers,
    });
    expect(answer).toMatchObject({ status, code });
    expect(answer.headers).toMatchObject(ec === undefined ? {} : { 'x-oss-ec': ec });
  });

  test('V4 for another region than the one called is told so', async () => {
    for (const method of ['GET', 'HEAD']) {
      expect(
        await send(suite.server.port, { ...object, method, region: 'cn-beijing', date: at(0) }),
      ).toMatchObject({ status: 400, code: 'InvalidArgument', headers: { 'x-oss-ec': '0002-00000226' } });
    }
  });
});

describe('temporary tokens', () => {
  test.each(['v1', 'v4'] as const)('a token signs %s requests until it expires', async (sign) => {
    const issued = suite.server.admin.issueToken({ seconds: 900 });
    const withToken = {
      accessKeyId: issued.accessKeyId,
      accessKeySecret: issued.accessKeySecret,
      securityToken: issued.securityToken,
    };
    const request = { ...object, sign, date: at(0) };
    expect((await send(suite.server.port, { ...request, credentials: withToken })).status).toBe(200);
    const wrong = { ...withToken, securityToken: 'wrong' };
    expect((await send(suite.server.port, { ...request, credentials: wrong })).code).toBe(
      'InvalidSecurityToken',
    );
    const expired = suite.server.admin.issueToken({ seconds: -1 });
    expect(await send(suite.server.port, { ...request, credentials: expired })).toMatchObject({
      status: 403,
      code: 'SecurityTokenExpired',
      headers: { 'x-oss-ec': '0002-00000007' },
    });
  });
});

describe('signatures in the URL', () => {
  const base = { method: 'GET', ...object, query: [], headers: new Map<string, string>() };
  const get = (query: readonly (readonly [string, string])[], headers: Record<string, string> = {}) =>
    exchange(suite.server.port, { method: 'GET', target: `/signed/k?${formatQuery(query)}`, headers });
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

  test('want the headers they name', async () => {
    const signed = signV4Url({ ...base, headers: new Map([['x-extra', 'yes']]) }, 60, {
      credentials: TEST_ACCOUNT,
      region: 'cn-hangzhou',
      date: at(0),
      additionalHeaders: ['x-extra'],
    });
    expect((await get(signed, { 'x-extra': 'yes' })).text).toBe('content');
    expect(await get(signed)).toMatchObject({ status: 400, code: 'InvalidArgument' });
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
    suite.server.admin.putObject({ bucket: 'signed', key: 'k', body: 'content', acl: 'public-read' });
    expect(await get(query)).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });
});
