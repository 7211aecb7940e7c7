import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatQuery, parseQuery } from '../query.ts';
import { AWKWARD_KEYS } from '../testing/awkward-keys.ts';
import { decodeUriText, encodeUriPath, encodeUriText } from '../rules/uri-encoding.ts';
import type { PresentedV1, PresentedV4 } from './presented-signature.ts';
import { readPresentedSignature } from './read-signature.ts';
import type { SigningRequest } from './signing-request.ts';
import { signV1Header, signV1Url } from './v1/sign-v1.ts';
import { signV4Header, signV4Url } from './v4/sign-v4.ts';
import { verifySignature } from './verify-signature.ts';

const credentials = { accessKeyId: 'id', accessKeySecret: 'secret', securityToken: 'to+ken/==' };
const date = new Date('2026-11-22T16:00:00Z');

/** What the other side sees of a request after path and query travelled through a URL. */
function travel(request: SigningRequest, encodePath: (key: string) => string): SigningRequest {
  const key = request.key === undefined ? undefined : decodeUriText(encodePath(request.key));
  return { ...request, key, query: parseQuery(formatQuery(request.query)) };
}

function presentedBy(request: SigningRequest): PresentedV1 | PresentedV4 {
  const presented = readPresentedSignature(request);
  if (presented.kind !== 'v1' && presented.kind !== 'v4') throw new Error('The request is not signed');
  return presented;
}

const signers: Record<string, (request: SigningRequest) => SigningRequest> = {
  'V4 header': (request) => addHeaders(request, signV4Header(request, { credentials, region: 'r-1', date })),
  'V1 header': (request) => addHeaders(request, signV1Header(request, { credentials, date })),
  'V4 URL': (request) => ({
    ...request,
    query: signV4Url(request, 60, { credentials, region: 'r-1', date }),
  }),
  'V1 URL': (request) => ({ ...request, query: signV1Url(request, 2_000_000_000, credentials) }),
};

function addHeaders(request: SigningRequest, added: Record<string, string>): SigningRequest {
  return { ...request, headers: new Map([...request.headers, ...Object.entries(added)]) };
}

describe.each(Object.entries(signers))('%s signatures', (_, sign) => {
  /** For each way to escape the path: whether the signature holds, and whether it holds for another key. */
  function judge(key: string, note: string): Array<readonly [boolean, boolean]> {
    const signed = sign({
      method: 'PUT',
      bucket: 'bucket',
      key,
      query: [
        ['symlink', ''],
        ['x-oss-process', key],
      ],
      headers: new Map([['x-oss-meta-note', note]]),
    });
    return [encodeUriPath, encodeUriText].map((encode) => {
      const seen = travel(signed, encode);
      const holds = (request: SigningRequest): boolean =>
        verifySignature(request, presentedBy(seen), credentials).matches;
      return [holds(seen), holds({ ...seen, key: `${key}x` })] as const;
    });
  }

  const SOUND = [
    [true, false],
    [true, false],
  ];

  test.each(AWKWARD_KEYS)('verify for %j, however the path is escaped', (key) => {
    expect(judge(key, 'note')).toEqual(SOUND);
  });

  test('verify for any key and any header text', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map((raw) => raw.toWellFormed());
    fc.assert(
      fc.property(text, text, (key, note) => {
        expect(judge(key, note)).toEqual(SOUND);
      }),
    );
  });

  test('accept a bucket-level call with and without the closing slash', () => {
    const signed = sign({ method: 'GET', bucket: 'bucket', query: [['acl', '']], headers: new Map() });
    expect(verifySignature(signed, presentedBy(signed), credentials).matches).toBe(true);
    const elsewhere = { ...signed, bucket: 'bucket2' };
    expect(verifySignature(elsewhere, presentedBy(signed), credentials).matches).toBe(false);
  });
});
