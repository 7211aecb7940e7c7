import { describe, expect, test } from 'vitest';

import { parseQuery } from '../src/query.ts';
import { readPresentedSignature } from '../src/signing/read-signature.ts';
import { judgeSignatureTime, signatureTime } from '../src/signing/signature-time.ts';
import { signingHeadersFromRaw, type SigningRequest } from '../src/signing/signing-request.ts';
import { verifySignature } from '../src/signing/verify-signature.ts';
import { decodeUriText } from '../src/rules/uri-encoding.ts';
import { loadRecordings, RECORDED_CREDENTIALS, type RecordedRequest } from './recordings.ts';

const recordings = loadRecordings();

/** Every way the request may be read: a host may hold the bucket, the path may, or (CNAME) neither. */
function interpretations(recorded: RecordedRequest): SigningRequest[] {
  const headers = signingHeadersFromRaw(recorded.rawHeaders);
  const question = recorded.target.indexOf('?');
  const rawPath = question < 0 ? recorded.target : recorded.target.slice(0, question);
  const path = decodeUriText(rawPath).replace(/^\/+/, '');
  const query = parseQuery(question < 0 ? '' : recorded.target.slice(question + 1));
  const slash = path.indexOf('/');
  const base = { method: recorded.method, query, headers };
  const key = path === '' ? undefined : path;
  return [
    ...(key === undefined ? [{ ...base, bucket: undefined }] : []),
    { ...base, bucket: 'test-bkt', key },
    { ...base, bucket: 'new-bkt', key },
    slash < 0
      ? { ...base, bucket: path }
      : { ...base, bucket: path.slice(0, slash), key: path.slice(slash + 1) || undefined },
  ];
}

function signedRecordings(): RecordedRequest[] {
  return recordings.filter((recorded) => {
    const { kind } = readPresentedSignature(interpretations(recorded).at(-1) as SigningRequest);
    return kind === 'v1' || kind === 'v4';
  });
}

function verifies(recorded: RecordedRequest): boolean {
  return interpretations(recorded).some((request) => {
    const presented = readPresentedSignature(request);
    return (
      (presented.kind === 'v1' || presented.kind === 'v4') &&
      verifySignature(request, presented, RECORDED_CREDENTIALS).matches
    );
  });
}

describe('requests recorded from the official SDKs', () => {
  test('there are 428 signed V1 or V4 and 42 signed with the unsupported scheme', () => {
    expect(recordings).toHaveLength(470);
    expect(signedRecordings()).toHaveLength(428);
  });

  test('every V1 and V4 signature verifies', () => {
    const failing = signedRecordings().filter((recorded) => !verifies(recorded));
    expect(failing.map(({ client, number }) => `${client} ${number}`)).toEqual([]);
  });

  test('their times are readable, RFC 1123 in V4 included', () => {
    for (const recorded of signedRecordings()) {
      const presented = readPresentedSignature(interpretations(recorded).at(-1) as SigningRequest);
      if (presented.kind !== 'v1' && presented.kind !== 'v4') continue;
      const at = signatureTime(presented);
      expect(at).toBeInstanceOf(Date);
      expect(judgeSignatureTime(presented, at as Date)).toBeUndefined();
      expect(judgeSignatureTime(presented, new Date((at as Date).getTime() + 900_001))).toBe('skewed');
    }
  });
});

describe('a tampered recording does not verify', () => {
  const tampering: Record<string, (recorded: RecordedRequest) => RecordedRequest> = {
    method: (recorded) => ({ ...recorded, method: recorded.method === 'PUT' ? 'DELETE' : 'PUT' }),
    path: (recorded) => ({ ...recorded, target: recorded.target.replace(/(\?|$)/, 'x$1') }),
    'a sub-resource': (recorded) => ({
      ...recorded,
      target: `${recorded.target}${recorded.target.includes('?') ? '&' : '?'}tagging=other`,
    }),
    'an added x-oss header': (recorded) => ({
      ...recorded,
      rawHeaders: [...recorded.rawHeaders, 'x-oss-meta-added', '1'],
    }),
    'the date': (recorded) =>
      changeHeaders(recorded, /^(x-oss-)?date$/i, (value) => value.replace('2026', '2027')),
    'an x-oss header': (recorded) => changeHeaders(recorded, /^x-oss-(?!date)/i, (value) => `${value}x`),
    'the signature': (recorded) =>
      changeHeaders(recorded, /^authorization$/i, (value) =>
        value.replace(
          /(Signature=|:)(\w)/,
          (_, start: string, char: string) => start + (char === '0' ? '1' : '0'),
        ),
      ),
  };
  for (const [title, tamper] of Object.entries(tampering)) {
    test(`after a change of ${title}`, () => {
      const changed = signedRecordings()
        .map((recorded) => [recorded, tamper(recorded)] as const)
        .filter(([before, after]) => JSON.stringify(before) !== JSON.stringify(after));
      expect(changed.length).toBeGreaterThan(100);
      const passing = changed.filter(([, after]) => verifies(after));
      expect(passing.map(([{ client, number }]) => `${client} ${number}`)).toEqual([]);
    });
  }
});

function changeHeaders(
  recorded: RecordedRequest,
  name: RegExp,
  change: (value: string) => string,
): RecordedRequest {
  const rawHeaders = recorded.rawHeaders.map((text, index) =>
    index % 2 === 1 && name.test(recorded.rawHeaders[index - 1] ?? '') ? change(text) : text,
  );
  return { ...recorded, rawHeaders };
}
