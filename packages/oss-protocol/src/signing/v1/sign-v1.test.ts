import { describe, expect, test } from 'vitest';

import { readPresentedSignature } from '../read-signature.ts';
import type { SigningRequest } from '../signing-request.ts';
import { verifySignature } from '../verify-signature.ts';
import { signV1Header, signV1Url } from './sign-v1.ts';
import { toV1StringToSign } from './string-to-sign.ts';

const credentials = { accessKeyId: 'ak', accessKeySecret: 'sk' };
const withToken = { ...credentials, securityToken: 'token' };
const date = new Date('2022-12-28T10:27:41Z');

function objectRequest(query: SigningRequest['query'] = []): SigningRequest {
  return {
    method: 'PUT',
    bucket: 'examplebucket',
    key: 'nelson',
    query,
    headers: new Map([
      ['content-md5', 'eB5eJF1ptWaXm4bijSPyxw=='],
      ['content-type', 'text/html'],
      ['x-oss-date', 'Wed, 28 Dec 2022 10:27:41 GMT'],
      ['x-oss-meta-author', 'alice'],
      ['x-oss-meta-magic', 'abracadabra'],
    ]),
  };
}

function bucketRequest(query: SigningRequest['query']): SigningRequest {
  return {
    method: 'GET',
    bucket: 'examplebucket',
    query,
    headers: new Map([['x-oss-date', 'Wed, 28 Dec 2022 10:27:41 GMT']]),
  };
}

describe('V1 header vectors shared by the official SDK suites', () => {
  const cases = [
    ['an object', objectRequest(), credentials, 'kSHKmLxlyEAKtZPkJhG9bZb5k7M='],
    ['an object and ?acl', objectRequest([['acl', '']]), credentials, '/afkugFbmWDQ967j1vr6zygBLQk='],
    ['a token', objectRequest(), withToken, 'H3PAlN3Vucn74tPVEqaQC4AnLwQ='],
    ['a token and ?acl', objectRequest([['acl', '']]), withToken, 'yeceHMAsgusDPCR979RJcLtd7RI='],
    ['a bucket', bucketRequest([['resourceGroup', '']]), credentials, 'vkQmfuUDyi1uDi3bKt67oemssIs='],
    [
      'a bucket with unsorted sub-resources and parameters that are not signed',
      bucketRequest([
        ['resourceGroup', ''],
        ['prefix', 'not signed'],
        ['acl', ''],
      ]),
      credentials,
      'x3E5TgOvl/i7PN618s5mEvpJDYk=',
    ],
  ] as const;
  for (const [title, request, keys, signature] of cases) {
    test(title, () => {
      expect(signV1Header(request, { credentials: keys, date })['authorization']).toBe(`OSS ak:${signature}`);
    });
  }
});

describe('V1 URL vectors shared by the official SDK suites', () => {
  const cases = [
    ['a version', 'key', 1_699_807_420, credentials, 'dcLTea+Yh9ApirQ8o8dOPqtvJXQ='],
    [
      'a version, a plus in the key and a token',
      'key+123',
      1_699_808_204,
      withToken,
      'jzKYRrM5y6Br0dRFPaTGOsbrDhY=',
    ],
  ] as const;
  for (const [title, key, expires, keys, signature] of cases) {
    test(title, () => {
      const request: SigningRequest = {
        method: 'GET',
        bucket: 'bucket',
        key,
        query: [['versionId', 'versionId']],
        headers: new Map(),
      };
      const query = signV1Url(request, expires, keys);
      expect(query.at(-1)).toEqual(['Signature', signature]);
      const presented = readPresentedSignature({ ...request, query });
      if (presented.kind !== 'v1') throw new Error('unreachable');
      expect(verifySignature({ ...request, query }, presented, { accessKeySecret: 'sk' }).matches).toBe(true);
    });
  }
});

test('the request printed on the PutSymlink page gives the documented string to sign', () => {
  const request: SigningRequest = {
    method: 'PUT',
    bucket: 'oss-example',
    key: 'link-to-oss.jpg',
    query: [['symlink', '']],
    headers: new Map([
      ['cache-control', 'no-cache'],
      ['content-disposition', 'attachment;filename=oss_download.jpg'],
      ['date', 'Tue, 08 Nov 2016 02:00:25 GMT'],
      ['authorization', 'OSS qn6qrrqxo2oawuk53otfjbyc:kZoYNv66bsmc10+dcGKw5x2PRrk='],
      ['x-oss-symlink-target', 'oss.jpg'],
      ['x-oss-storage-class', 'Standard'],
    ]),
  };
  const presented = readPresentedSignature(request);
  expect(presented).toEqual({
    kind: 'v1',
    place: 'header',
    accessKeyId: 'qn6qrrqxo2oawuk53otfjbyc',
    signature: 'kZoYNv66bsmc10+dcGKw5x2PRrk=',
    securityToken: undefined,
    dateLine: 'Tue, 08 Nov 2016 02:00:25 GMT',
  });
  expect(toV1StringToSign(request, 'Tue, 08 Nov 2016 02:00:25 GMT')).toBe(
    'PUT\n\n\nTue, 08 Nov 2016 02:00:25 GMT\n' +
      'x-oss-storage-class:Standard\nx-oss-symlink-target:oss.jpg\n' +
      '/oss-example/link-to-oss.jpg?symlink',
  );
});
