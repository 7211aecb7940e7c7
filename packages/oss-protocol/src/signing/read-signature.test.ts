import { describe, expect, test } from 'vitest';

import { readPresentedSignature } from './read-signature.ts';
import { judgeSignatureTime } from './signature-time.ts';
import { signingHeadersFromRaw, type SigningRequest } from './signing-request.ts';

const SCOPE = '20261122/cn-hangzhou/oss/aliyun_v4_request';
const SIGNATURE = '0'.repeat(64);

function withHeaders(headers: Record<string, string>): SigningRequest {
  return { method: 'GET', bucket: 'b', query: [], headers: new Map(Object.entries(headers)) };
}

function withQuery(query: Record<string, string>): SigningRequest {
  return { method: 'GET', bucket: 'b', query: Object.entries(query), headers: new Map() };
}

const v4Query = {
  'x-oss-signature-version': 'OSS4-HMAC-SHA256',
  'x-oss-credential': `AK/${SCOPE}`,
  'x-oss-date': '20261122T160000Z',
  'x-oss-expires': '60',
  'x-oss-signature': SIGNATURE,
};

describe('reading signatures', () => {
  test('a request without any is anonymous', () => {
    expect(readPresentedSignature(withHeaders({}))).toEqual({ kind: 'anonymous' });
  });

  test('the OSS2 scheme is recognised and nothing more', () => {
    const request = withHeaders({ authorization: 'OSS2 AccessKeyId:AK, Signature:abc=' });
    expect(readPresentedSignature(request)).toEqual({ kind: 'v2' });
  });

  test.each([
    `OSS4-HMAC-SHA256 Credential=AK/${SCOPE},Signature=${SIGNATURE}`,
    `OSS4-HMAC-SHA256 Credential=AK/${SCOPE}, Signature=${SIGNATURE}`,
    `OSS4-HMAC-SHA256  Signature=${SIGNATURE} , Credential=AK/${SCOPE}`,
  ])('parts of V4 are found by name: %s', (authorization) => {
    expect(readPresentedSignature(withHeaders({ authorization, 'x-oss-date': '20261122T160000Z' }))).toEqual({
      kind: 'v4',
      place: 'header',
      accessKeyId: 'AK',
      scope: { date: '20261122', region: 'cn-hangzhou', product: 'oss' },
      signature: SIGNATURE,
      securityToken: undefined,
      timestamp: '20261122T160000Z',
      additionalHeaders: [],
    });
  });

  test('V4 takes the Date header verbatim where x-oss-date is missing', () => {
    const authorization = `OSS4-HMAC-SHA256 Credential=AK/${SCOPE},Signature=${SIGNATURE}`;
    const date = 'Sun, 22 Nov 2026 16:00:00 GMT';
    expect(readPresentedSignature(withHeaders({ authorization, date }))).toMatchObject({ timestamp: date });
  });

  test.each([
    ['Basic abc', 'InvalidArgument', '0002-00000202'],
    ['OSS nocolon', 'InvalidArgument', '0002-00000202'],
    ['OSS AK:', 'InvalidArgument', '0002-00000202'],
    ['OSS4-HMAC-SHA256 garbage', 'InvalidArgument', '0002-00000202'],
    [
      `OSS4-HMAC-SHA256 Credential=AK/2026/cn/oss/aliyun_v4_request,Signature=${SIGNATURE}`,
      'InvalidArgument',
      '0002-00000202',
    ],
    [`OSS4-HMAC-SHA256 Credential=AK/${SCOPE}`, 'InvalidArgument', '0002-00000207'],
    [
      `OSS4-HMAC-SHA256 Credential=AK/${SCOPE},AdditionalHeaders=,Signature=${SIGNATURE}`,
      'InvalidArgument',
      '0002-00000209',
    ],
    [
      `OSS4-HMAC-SHA256 Credential=AK/${SCOPE},AdditionalHeaders=a;;b,Signature=${SIGNATURE}`,
      'InvalidArgument',
      '0002-00000210',
    ],
  ])('%s is malformed', (authorization, code, ec) => {
    const request = withHeaders({ authorization, date: 'Sun, 22 Nov 2026 16:00:00 GMT' });
    expect(() => readPresentedSignature(request)).toThrow(expect.objectContaining({ code, ec }));
  });

  test('a header signature without a date is denied', () => {
    expect(() => readPresentedSignature(withHeaders({ authorization: 'OSS AK:abc=' }))).toThrow(
      expect.objectContaining({ code: 'AccessDenied' }),
    );
  });

  test('a signature in header and URL at once is refused', () => {
    const request = { ...withQuery(v4Query), headers: new Map([['authorization', 'OSS AK:abc=']]) };
    expect(() => readPresentedSignature(request)).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
  });

  test.each([
    ['x-oss-expires', '', '0002-00000215'],
    ['x-oss-expires', '604801', '0002-00000232'],
    ['x-oss-expires', '0', '0002-00000232'],
    ['x-oss-expires', '-1', '0002-00000232'],
    ['x-oss-credential', '', '0002-00000217'],
    ['x-oss-signature', '', '0002-00000207'],
  ])('a V4 URL with %s=%j is refused', (name, value, ec) => {
    expect(() => readPresentedSignature(withQuery({ ...v4Query, [name]: value }))).toThrow(
      expect.objectContaining({ code: 'InvalidArgument', ec }),
    );
  });

  test.each(['OSSAccessKeyId', 'Expires', 'Signature'])('a V1 URL without %s is denied', (name) => {
    const query: Record<string, string> = { OSSAccessKeyId: 'AK', Expires: '1999999999', Signature: 'abc=' };
    delete query[name];
    if (name === 'Expires') query['Expires'] = '';
    const request = withQuery(query);
    expect(() => readPresentedSignature(request)).toThrow(expect.objectContaining({ code: 'AccessDenied' }));
  });

  test('the first of repeated parameters counts', () => {
    const query = [...Object.entries(v4Query), ['x-oss-expires', '999'] as const];
    expect(readPresentedSignature({ ...withQuery({}), query })).toMatchObject({ expiresSeconds: 60 });
  });
});

describe('judging the time of a signature', () => {
  const minute = 60_000;
  const made = new Date('2026-11-22T16:00:00Z').getTime();
  const url = readPresentedSignature(withQuery(v4Query));
  const header = readPresentedSignature(
    withHeaders({
      authorization: `OSS4-HMAC-SHA256 Credential=AK/${SCOPE},Signature=${SIGNATURE}`,
      'x-oss-date': '20261122T160000Z',
    }),
  );

  test.each([
    [header, 0, undefined],
    [header, 15 * minute, undefined],
    [header, -15 * minute, undefined],
    [header, 15 * minute + 1, 'skewed'],
    [header, -15 * minute - 1, 'skewed'],
    [url, 60_000, undefined],
    [url, 60_001, 'expired'],
    [url, -15 * minute, undefined],
    [url, -15 * minute - 1, 'skewed'],
  ] as const)('case %#', (presented, age, fault) => {
    if (presented.kind !== 'v4') throw new Error('unreachable');
    expect(judgeSignatureTime(presented, new Date(made + age))).toBe(fault);
  });

  test('a V4 scope of another day and an unreadable time are faults', () => {
    if (header.kind !== 'v4') throw new Error('unreachable');
    const now = new Date(made);
    expect(judgeSignatureTime({ ...header, scope: { ...header.scope, date: '20261121' } }, now)).toBe(
      'scope-date',
    );
    expect(judgeSignatureTime({ ...header, timestamp: 'yesterday' }, now)).toBe('unreadable');
  });

  test('a V1 URL is good through the second in which it expires', () => {
    const presented = readPresentedSignature(
      withQuery({ OSSAccessKeyId: 'AK', Expires: String(made / 1000), Signature: 'abc=' }),
    );
    if (presented.kind !== 'v1') throw new Error('unreachable');
    expect(judgeSignatureTime(presented, new Date(made))).toBeUndefined();
    expect(judgeSignatureTime(presented, new Date(made + 999))).toBeUndefined();
    expect(judgeSignatureTime(presented, new Date(made + 1000))).toBe('expired');
  });
});

test('header bytes read as Latin-1 become the Unicode text that was signed', () => {
  const target = '目标/a b+c%.txt';
  const raw = ['X-Oss-Symlink-Target', Buffer.from(target).toString('latin1'), 'x-a', '1', 'X-A', '2'];
  expect(signingHeadersFromRaw(raw)).toEqual(
    new Map([
      ['x-oss-symlink-target', target],
      ['x-a', '1,2'],
    ]),
  );
});
