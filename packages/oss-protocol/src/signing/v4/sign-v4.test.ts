import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { readPresentedSignature } from '../read-signature.ts';
import type { SigningRequest } from '../signing-request.ts';
import { verifySignature } from '../verify-signature.ts';
import { toCanonicalRequest } from './canonical-request.ts';
import { signV4Header, signV4Url } from './sign-v4.ts';
import { deriveSigningKey } from './signing-key.ts';

const QUERY = [
  ['+param1', 'value3'],
  ['param1', 'value1'],
  ['|param1', 'value4'],
  ['+param2', ''],
  ['|param2', ''],
  ['param2', ''],
] as const;

const credentials = { accessKeyId: 'ak', accessKeySecret: 'sk' };
const region = 'cn-hangzhou';

function at(unixSeconds: number): Date {
  return new Date(unixSeconds * 1000);
}

function headerRequest(): SigningRequest {
  return {
    method: 'PUT',
    bucket: 'bucket',
    key: '1234+-/123/1.txt',
    query: QUERY,
    headers: new Map([
      ['x-oss-head1', 'value'],
      ['abc', 'value'],
      ['zabc', 'value'],
      ['xyz', 'value'],
      ['content-type', 'text/plain'],
    ]),
  };
}

function urlRequest(): SigningRequest {
  const headers = new Map(headerRequest().headers);
  headers.set('content-type', 'application/octet-stream');
  return { ...headerRequest(), headers };
}

function signatureOf(authorization: string | undefined): string | undefined {
  return /Signature=([0-9a-f]{64})$/.exec(authorization ?? '')?.[1];
}

describe('V4 header vectors shared by the official SDK suites', () => {
  test('a plain request', () => {
    const signed = signV4Header(headerRequest(), { credentials, region, date: at(1_702_743_657) });
    expect(signed['x-oss-date']).toBe('20231216T162057Z');
    expect(signed['authorization']).toBe(
      'OSS4-HMAC-SHA256 Credential=ak/20231216/cn-hangzhou/oss/aliyun_v4_request,Signature=e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe',
    );
  });

  test('its canonical request', () => {
    const headers = new Map([
      ...headerRequest().headers,
      ['x-oss-date', '20231216T162057Z'],
      ['x-oss-content-sha256', 'UNSIGNED-PAYLOAD'],
    ]);
    const canonical = toCanonicalRequest({ ...headerRequest(), headers });
    expect(canonical.split('\n')[2]).toBe(
      '%2Bparam1=value3&%2Bparam2&%7Cparam1=value4&%7Cparam2&param1=value1&param2',
    );
    expect(createHash('sha256').update(canonical).digest('hex')).toBe(
      'f4613657f1b108998e8dbd10a1aa5da621dc2c6e02c9ddec0f163664848704c4',
    );
  });

  test('additional headers', () => {
    const signed = signV4Header(headerRequest(), {
      credentials,
      region,
      date: at(1_702_747_512),
      additionalHeaders: ['ZAbc', 'abc', 'x-oss-head1', 'absent'],
    });
    expect(signed['authorization']).toContain(',AdditionalHeaders=abc;zabc,');
    expect(signatureOf(signed['authorization'])).toBe(
      '4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f',
    );
  });

  test('a temporary key with its token', () => {
    const signed = signV4Header(headerRequest(), {
      credentials: { ...credentials, securityToken: 'token' },
      region,
      date: at(1_702_784_856),
    });
    expect(signed['x-oss-security-token']).toBe('token');
    expect(signatureOf(signed['authorization'])).toBe(
      'b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea',
    );
  });

  test('a cloud box', () => {
    const signed = signV4Header(headerRequest(), {
      credentials,
      region: 'cb-123',
      product: 'oss-cloudbox',
      date: at(1_702_743_657),
    });
    expect(signatureOf(signed['authorization'])).toBe(
      '94ce1f12c17d148ea681030275a94449d3357f5b5b21133996eec80af3e08a43',
    );
  });

  // The manual's own example prints a key and a signature that do not follow from its secret; its
  // canonical hash is right, and these are the values that do follow.
  test('the example of the manual, with the key and signature that its secret really gives', () => {
    const scope = { date: '20250411', region: 'cn-hangzhou', product: 'oss' };
    expect(deriveSigningKey('yourAccessKeySecret', scope).toString('hex')).toBe(
      '8a01ff4efcc65ca2cbc75375045c61ab5f3fa8b9a2d84f0add27ef16a25feb3c',
    );
    const request: SigningRequest = {
      method: 'PUT',
      bucket: 'examplebucket',
      key: 'exampleobject',
      query: [],
      headers: new Map([
        ['content-disposition', 'attachment'],
        ['content-length', '3'],
        ['content-md5', 'ICy5YqxZB1uWSwcVLSNLcA=='],
        ['content-type', 'text/plain'],
      ]),
    };
    const signed = signV4Header(request, {
      credentials: { accessKeyId: 'ak', accessKeySecret: 'yourAccessKeySecret' },
      region,
      date: new Date('2025-04-11T06:41:24Z'),
      additionalHeaders: ['content-disposition', 'content-length'],
    });
    expect(signatureOf(signed['authorization'])).toBe(
      'd3694c2dfc5371ee6acd35e88c4871ac95a7ba01d3a2f476768fe61218590097',
    );
  });
});

describe('V4 URL vectors shared by the official SDK suites', () => {
  const cases = [
    {
      title: 'a plain request',
      seconds: 1_702_781_677,
      options: {},
      signature: 'a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe',
    },
    {
      title: 'a temporary key with its token',
      seconds: 1_702_785_388,
      options: { credentials: { ...credentials, securityToken: 'token' } },
      signature: '3817ac9d206cd6dfc90f1c09c00be45005602e55898f26f5ddb06d7892e1f8b5',
    },
    {
      title: 'additional headers',
      seconds: 1_702_783_809,
      options: { additionalHeaders: ['abc', 'ZAbc'] },
      signature: '6bd984bfe531afb6db1f7550983a741b103a8c58e5e14f83ea474c2322dfa2b7',
    },
  ];
  for (const { title, seconds, options, signature } of cases) {
    test(title, () => {
      const signed = signV4Url(urlRequest(), 599, { credentials, region, date: at(seconds), ...options });
      expect(signed.at(-1)).toEqual(['x-oss-signature', signature]);
      const request = { ...urlRequest(), query: signed };
      const presented = readPresentedSignature(request);
      expect(presented).toMatchObject({ kind: 'v4', place: 'url', expiresSeconds: 599 });
      if (presented.kind !== 'v4') throw new Error('unreachable');
      expect(verifySignature(request, presented, { accessKeySecret: 'sk' }).matches).toBe(true);
      expect(verifySignature(request, presented, { accessKeySecret: 'other' }).matches).toBe(false);
    });
  }

  test('a life of zero or over seven days is refused', () => {
    for (const seconds of [0, 604_801, 1.5]) {
      expect(() => signV4Url(urlRequest(), seconds, { credentials, region, date: at(0) })).toThrow(
        RangeError,
      );
    }
  });
});
