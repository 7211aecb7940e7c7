import { createHash, createHmac } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { exchange, TEST_ACCOUNT } from './signed-request.ts';
import { serveSigned } from './signed-server.ts';

const suite = serveSigned();

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
      const answer = await exchange(suite.server.port, {
        method: 'GET',
        target: `/signed/${encodeURIComponent(parts.key)}?${query}`,
        headers: signIndependently(parts),
      });
      // A bare name may be a sub-resource, and is refused behind the signature.
      expect(['NoSuchKey', 'NotImplemented', undefined]).toContain(answer.code);
    }),
    { numRuns: 60 },
  );
});
