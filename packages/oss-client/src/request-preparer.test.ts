import { parseQuery, readPresentedSignature, verifySignature } from '@signpost/oss-protocol';
import { describe, expect, test } from 'vitest';

import { presignGetObject } from './operations/presign-get-object.ts';
import { putSymlink } from './operations/put-symlink.ts';
import {
  answerError,
  answerWritten,
  connectTo,
  CREDENTIALS,
  isSignedFor,
  startStubOss,
} from './testing/stub-oss.ts';

const PLACE = { bucket: 'bkt', key: 'dir a/链接+1.txt' };
const LINK = { ...PLACE, target: '目标/a b+c%.txt' };
describe('credentials', () => {
  test('come from the provider before every sending, token included', async () => {
    const oss = await startStubOss((_, response, turn) => {
      if (turn === 1) answerError(response, { status: 503, code: 'ServiceUnavailable' });
      else answerWritten(response);
    });
    let turn = 0;
    const client = connectTo(oss.endpoint, {
      credentials: async () => {
        turn += 1;
        return {
          accessKeyId: `STS.${turn}`,
          accessKeySecret: `secret-${turn}`,
          securityToken: `token-${turn}/+=`,
        };
      },
    });
    await client.send({ operation: 'GetObject', method: 'GET', ...PLACE, effect: 'read' });
    expect(oss.seen.map(({ headers }) => headers.get('x-oss-security-token'))).toEqual([
      'token-1/+=',
      'token-2/+=',
    ]);
    expect(oss.seen.map((request, index) => isSignedFor(request, PLACE, `secret-${index + 1}`))).toEqual([
      true,
      true,
    ]);
  });

  test('sign with V1 where the connection says so', async () => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    await putSymlink(connectTo(oss.endpoint, { signatureVersion: 'v1' }), {
      ...LINK,
      metadata: { note: '说明' },
    });
    expect(oss.seen[0]?.headers.get('authorization')).toMatch(/^OSS LTAIstubkeyid0001:/);
    expect(oss.seen[0]?.headers.has('x-oss-content-sha256')).toBe(false);
    expect(isSignedFor(oss.seen[0]!, PLACE)).toBe(true);
  });
});

describe('presigned URLs', () => {
  test.each(['v4', 'v1'] as const)('verify with %s, for a minute, for that key', async (signatureVersion) => {
    const client = connectTo('https://oss-cn-hangzhou.aliyuncs.com', {
      signatureVersion,
      clock: () => new Date('2026-11-22T16:00:00Z'),
    });
    const url = new URL(
      await presignGetObject(client, {
        ...PLACE,
        expiresSeconds: 60,
        contentDisposition: 'attachment; filename="a"',
      }),
    );
    expect(url.host).toBe('bkt.oss-cn-hangzhou.aliyuncs.com');
    expect(decodeURIComponent(url.pathname)).toBe(`/${PLACE.key}`);
    const request = {
      method: 'GET',
      ...PLACE,
      query: parseQuery(url.search.slice(1)),
      headers: new Map<string, string>(),
    };
    const presented = readPresentedSignature(request);
    if (presented.kind !== 'v1' && presented.kind !== 'v4') throw new Error('unreachable');
    expect(verifySignature(request, presented, CREDENTIALS).matches).toBe(true);
    const end = String(Date.parse('2026-11-22T16:01:00Z') / 1000);
    expect(presented).toMatchObject(presented.kind === 'v4' ? { expiresSeconds: 60 } : { dateLine: end });
  });

  test('keep dot segments through a browser', async () => {
    const client = connectTo('https://oss-cn-hangzhou.aliyuncs.com');
    const url = new URL(
      await presignGetObject(client, { bucket: 'bkt', key: 'a/../b/./c', expiresSeconds: 60 }),
    );
    expect(url.pathname).toBe('/a%2F..%2Fb%2F.%2Fc');
  });

  test('live a week at most', async () => {
    const client = connectTo('https://oss-cn-hangzhou.aliyuncs.com');
    await expect(presignGetObject(client, { ...PLACE, expiresSeconds: 604_801 })).rejects.toThrow(RangeError);
  });
});
