import { parseQuery, readPresentedSignature, verifySignature } from '@signpost/oss-protocol';
import { describe, expect, test } from 'vitest';

import { copyObject } from './operations/copy-object.ts';
import { deleteObject } from './operations/delete-object.ts';
import { getObject } from './operations/get-object.ts';
import { getObjectMeta } from './operations/get-object-meta.ts';
import { getSymlink } from './operations/get-symlink.ts';
import { headObject } from './operations/head-object.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { presignGetObject } from './operations/presign-get-object.ts';
import { putObject } from './operations/put-object.ts';
import { putSymlink } from './operations/put-symlink.ts';
import {
  answerError,
  answerWritten,
  connectTo,
  CREDENTIALS,
  EMPTY_LIST,
  isSignedFor,
  startStubOss,
} from './testing/stub-oss.ts';

const PLACE = { bucket: 'bkt', key: 'dir a/链接+1.txt' };
const LINK = { ...PLACE, target: '目标/a b+c%.txt' };

describe('PutSymlink', () => {
  test('carries every header of the documentation and is signed', async () => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, {
        etag: '"0A477B89B4602AA8DECB8E19BFD447B6"',
        'x-oss-version-id': 'CAEQ',
        'x-oss-event-status': 'status=ok',
      });
      response.end();
    });
    const result = await putSymlink(connectTo(oss.endpoint), {
      ...LINK,
      storageClass: 'IA',
      acl: 'private',
      metadata: { Owner: '运维', 'build-id': '7' },
      tags: { team: 'web site', empty: '' },
      forbidOverwrite: true,
      httpHeaders: {
        cacheControl: 'no-cache',
        contentDisposition: 'attachment;filename=oss_download.jpg',
        contentEncoding: 'gzip',
        contentLanguage: 'zh-CN',
        contentType: 'text/plain',
        expires: 'Tue, 08 Nov 2026 02:00:25 GMT',
      },
    });
    expect(result).toMatchObject({
      requestId: '5C1B138A109F4E405B2D8AEF',
      etag: '0A477B89B4602AA8DECB8E19BFD447B6',
      versionId: 'CAEQ',
      eventStatus: 'status=ok',
    });
    const [request] = oss.seen;
    expect(request?.target).toBe('/bkt/dir%20a/%E9%93%BE%E6%8E%A5%2B1.txt?symlink');
    expect(isSignedFor(request!, PLACE)).toBe(true);
    expect(Object.fromEntries(request!.headers)).toMatchObject({
      'x-oss-symlink-target': '%E7%9B%AE%E6%A0%87/a%20b%2Bc%25.txt',
      'x-oss-storage-class': 'IA',
      'x-oss-object-acl': 'private',
      'x-oss-forbid-overwrite': 'true',
      'x-oss-tagging': 'team=web%20site&empty=',
      'x-oss-meta-owner': '运维',
      'x-oss-meta-build-id': '7',
      'cache-control': 'no-cache',
      'content-disposition': 'attachment;filename=oss_download.jpg',
      'content-encoding': 'gzip',
      'content-language': 'zh-CN',
      'content-type': 'text/plain',
      expires: 'Tue, 08 Nov 2026 02:00:25 GMT',
      'content-length': '0',
    });
  });

  test('names Standard itself and nothing else that was not asked for', async () => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const result = await putSymlink(connectTo(oss.endpoint), LINK);
    expect(result).toMatchObject({ versionId: undefined, eventStatus: undefined });
    const names = [...oss.seen[0]!.headers.keys()].filter(
      (name) => name.startsWith('x-oss-') || name.startsWith('content-'),
    );
    expect(names).toEqual([
      'x-oss-symlink-target',
      'x-oss-storage-class',
      'x-oss-content-sha256',
      'x-oss-date',
      'content-length',
    ]);
    expect(oss.seen[0]!.headers.get('x-oss-storage-class')).toBe('Standard');
  });

  test.each([
    [{ key: '' }, 'key', 'empty'],
    [{ key: '/a' }, 'key', 'leading-slash'],
    [{ key: 'a'.repeat(1024) }, 'key', 'too-long'],
    [{ key: 'a\nb' }, 'key', 'control-character'],
    [{ target: '' }, 'target', 'empty'],
    [{ target: '\\a' }, 'target', 'leading-backslash'],
    [{ target: '中'.repeat(342) }, 'target', 'too-long'],
    [{ target: 'a\r\nx-oss-object-acl: public-read' }, 'target', 'control-character'],
    [{ target: 'a\0' }, 'target', 'control-character'],
    [{ bucket: 'No_Bucket' }, 'bucket', 'invalid'],
    [{ storageClass: 'Glacier' as 'IA' }, 'storageClass', 'unknown'],
    [{ acl: 'secret' as 'private' }, 'acl', 'unknown'],
    [{ metadata: { build_id: '1' } }, 'metadata', 'name'],
    [{ metadata: { a: 'x'.repeat(8192) } }, 'metadata', 'too-large'],
    [{ metadata: { a: 'x\r\nb: c' } }, 'metadata', 'control-character'],
    [{ tags: { 'a#': '' } }, 'tagging', 'key'],
    [{ httpHeaders: { contentType: 'text/plain\r\nx: y' } }, 'header', 'control-character'],
  ] as const)('with %j is refused before anything is sent', async (change, field, rule) => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    await expect(putSymlink(connectTo(oss.endpoint), { ...LINK, ...change })).rejects.toMatchObject({
      field,
      rule,
    });
    expect(oss.seen).toHaveLength(0);
  });

  test('fits the largest of everything into one request', async () => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const tags = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`${index}`.padEnd(128, ':'), ' '.repeat(256)]),
    );
    await putSymlink(connectTo(oss.endpoint), {
      ...LINK,
      target: '中'.repeat(341),
      metadata: { a: 'x'.repeat(8191) },
      tags,
    });
    expect(isSignedFor(oss.seen[0]!, PLACE)).toBe(true);
  });
});

describe('what an answer says about an object', () => {
  const headers = {
    etag: '"5B3C1A2E053D763E1B002CC607C5A0FE"',
    'last-modified': 'Fri, 24 Feb 2012 06:07:48 GMT',
    'x-oss-object-type': 'Symlink',
    'x-oss-storage-class': 'IA',
    'x-oss-version-id': 'null',
    'x-oss-tagging-count': '2',
    'x-oss-expiration': 'expiry-date="Fri, 02 Feb 2029 00:00:00 GMT", rule-id="r"',
    'x-oss-restore': 'ongoing-request="true"',
    'content-type': 'text/plain',
    'cache-control': 'no-cache',
    'x-oss-meta-note': Buffer.from('说明').toString('latin1'),
    'x-oss-transition-time': 'Thu, 31 Oct 2024 00:24:17 GMT',
  };
  const facts = {
    requestId: '5C1B138A109F4E405B2D8AEF',
    etag: '5B3C1A2E053D763E1B002CC607C5A0FE',
    lastModified: new Date('2012-02-24T06:07:48Z'),
    type: 'Symlink',
    storageClass: 'IA',
    versionId: 'null',
    taggingCount: 2,
    expiration: 'expiry-date="Fri, 02 Feb 2029 00:00:00 GMT", rule-id="r"',
    restore: 'ongoing-request="true"',
    httpHeaders: { contentType: 'text/plain', cacheControl: 'no-cache' },
    metadata: { note: '说明' },
    transitionTime: new Date('2024-10-31T00:24:17Z'),
  };

  test('is read from HeadObject and GetObjectMeta', async () => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { ...headers, 'content-length': 344606 }).end();
    });
    const client = connectTo(oss.endpoint);
    expect(await headObject(client, { ...PLACE, versionId: 'null' })).toMatchObject({
      ...facts,
      size: 344606,
    });
    expect(await getObjectMeta(client, PLACE)).toMatchObject({ ...facts, size: 344606 });
    expect(oss.seen.map(({ method, query }) => [method, query])).toEqual([
      ['HEAD', [['versionId', 'null']]],
      ['HEAD', [['objectMeta', '']]],
    ]);
    expect(oss.seen.every((request) => isSignedFor(request, PLACE))).toBe(true);
  });

  test.each([
    ['%E7%9B%AE%E6%A0%87/a%20b%2Bc%25.txt', '目标/a b+c%.txt'],
    [Buffer.from('目标/a b+c%.txt').toString('latin1'), '目标/a b+c%.txt'],
    ['%ff', '%ff'],
  ])('a target sent as %j is understood', async (wire, target) => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { ...headers, 'x-oss-symlink-target': wire }).end();
    });
    const link = await getSymlink(connectTo(oss.endpoint), { ...PLACE, versionId: 'CAEQ' });
    expect(link).toMatchObject({ ...facts, target, rawTarget: Buffer.from(wire, 'latin1').toString('utf8') });
    expect(oss.seen[0]!.query).toEqual([
      ['symlink', ''],
      ['versionId', 'CAEQ'],
    ]);
  });

  test('an object is read in a range', async () => {
    const oss = await startStubOss((request, response) => {
      // A string body would make Node write the header block as UTF-8 too, spoiling raw bytes in it.
      response.writeHead(206, { ...headers, 'content-length': 3 }).end(Buffer.from('cde'));
      expect(request.headers.get('range')).toBe('bytes=2-4');
      expect(request.headers.get('if-match')).toBe('"E"');
    });
    const object = await getObject(connectTo(oss.endpoint), {
      ...PLACE,
      range: { first: 2, last: 4 },
      ifMatch: 'E',
    });
    expect(object).toMatchObject({ ...facts, status: 206, size: 3 });
    expect(Buffer.concat(await object.body.toArray()).toString()).toBe('cde');
    await expect(
      getObject(connectTo(oss.endpoint), { ...PLACE, range: { first: 2, last: 1 } }),
    ).rejects.toThrow(RangeError);
  });
});

describe('errors of HEAD, which have no body', () => {
  test('are read from x-oss-err', async () => {
    const document =
      '<Error><Code>SymlinkTargetNotExist</Code><Message>The symlink target object does not exist</Message>' +
      '<RequestId>other</RequestId><HostId>h</HostId><EC>0026-00000012</EC></Error>';
    const oss = await startStubOss((_, response) => {
      response
        .writeHead(404, {
          'x-oss-err': Buffer.from(document).toString('base64'),
          'x-oss-ec': '0026-00000012',
        })
        .end();
    });
    await expect(headObject(connectTo(oss.endpoint), PLACE)).rejects.toMatchObject({
      message: 'HeadObject: SymlinkTargetNotExist: The symlink target object does not exist',
      code: 'SymlinkTargetNotExist',
      status: 404,
      requestId: '5C1B138A109F4E405B2D8AEF',
      detail: { ec: '0026-00000012', hostId: 'h', fromOss: true },
    });
  });

  test('without it get a code of ours', async () => {
    const oss = await startStubOss((_, response) => {
      response
        .writeHead(404, {
          'x-oss-ec': '0026-00000001',
          'x-oss-delete-marker': 'true',
          'x-oss-version-id': 'v',
        })
        .end();
    });
    await expect(headObject(connectTo(oss.endpoint), PLACE)).rejects.toMatchObject({
      code: 'NotFound',
      detail: { ec: '0026-00000001', deleteMarker: true, versionId: 'v', fromOss: false },
    });
  });
});

describe('lists', () => {
  test('always send prefix, delimiter and the URL encoding', async () => {
    const oss = await startStubOss((_, response) => {
      response.end(EMPTY_LIST);
    });
    const client = connectTo(oss.endpoint);
    await listObjectsV2(client, { bucket: 'bkt' });
    await listObjectsV2(client, {
      bucket: 'bkt',
      prefix: 'dir a/+',
      delimiter: '/',
      startAfter: 'ignored',
      continuationToken: 'CgJiYw--',
      maxKeys: 5,
      fetchOwner: true,
    });
    expect(oss.seen[0]?.target).toBe('/bkt/?list-type=2&prefix&delimiter&max-keys=1000&encoding-type=url');
    expect(oss.seen[1]?.target).toBe(
      '/bkt/?list-type=2&continuation-token=CgJiYw--&fetch-owner=true&prefix=dir%20a%2F%2B&delimiter=%2F&max-keys=5&encoding-type=url',
    );
    expect(oss.seen.every((request) => isSignedFor(request, { bucket: 'bkt' }))).toBe(true);
    await expect(listObjectsV2(client, { bucket: 'bkt', maxKeys: 1001 })).rejects.toThrow(RangeError);
  });

  test('of buckets carry the resource group, and every call the requester', async () => {
    const oss = await startStubOss((_, response) => {
      response.end('<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>');
    });
    const client = connectTo(oss.endpoint, { resourceGroupId: 'rg-acfm', requestPayer: true });
    expect((await listBuckets(client, { prefix: 'my', marker: 'my-a' })).buckets).toEqual([]);
    expect(oss.seen[0]?.target).toBe('/?max-keys=1000&prefix=my&marker=my-a');
    expect(oss.seen[0]?.headers.get('x-oss-resource-group-id')).toBe('rg-acfm');
    expect(oss.seen[0]?.headers.get('x-oss-request-payer')).toBe('requester');
    expect(isSignedFor(oss.seen[0]!, {})).toBe(true);
  });
});

test('a copy names its source escaped, with the version', async () => {
  const oss = await startStubOss((_, response) => {
    response.writeHead(200, { 'x-oss-version-id': 'new', 'x-oss-copy-source-version-id': 'old' });
    response.end(
      '<CopyObjectResult><ETag>"E"</ETag><LastModified>2019-04-09T07:27:28.000Z</LastModified></CopyObjectResult>',
    );
  });
  const result = await copyObject(connectTo(oss.endpoint), {
    ...PLACE,
    source: { key: 'a b+?.txt', versionId: 'v/1' },
    metadataDirective: 'REPLACE',
    metadata: { a: 'b' },
  });
  expect(result).toMatchObject({ etag: 'E', versionId: 'new', sourceVersionId: 'old' });
  expect(oss.seen[0]?.headers.get('x-oss-copy-source')).toBe('/bkt/a%20b%2B%3F.txt?versionId=v%2F1');
  expect(oss.seen[0]?.headers.get('x-oss-metadata-directive')).toBe('REPLACE');
});

test('deleting tells what became of the key', async () => {
  const oss = await startStubOss((_, response) => {
    response.writeHead(204, { 'x-oss-delete-marker': 'true', 'x-oss-version-id': 'marker' }).end();
  });
  const result = await deleteObject(connectTo(oss.endpoint), PLACE);
  expect(result).toMatchObject({ deleteMarker: true, versionId: 'marker' });
  expect(oss.seen[0]).toMatchObject({ method: 'DELETE', query: [] });
});

test('bodies of bytes carry their MD5', async () => {
  const oss = await startStubOss((_, response) => {
    answerWritten(response);
  });
  await putObject(connectTo(oss.endpoint), { ...PLACE, body: new Uint8Array() });
  expect(oss.seen[0]?.headers.get('content-md5')).toBe('1B2M2Y8AsgTpgAmY7PhCfg==');
});

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
    await putSymlink(client, LINK);
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

test('every sending is counted with its outcome', async () => {
  const oss = await startStubOss((_, response, turn) => {
    if (turn === 1) answerError(response, { status: 503, code: 'ServiceUnavailable' });
    else response.end(EMPTY_LIST);
  });
  const calls: unknown[] = [];
  await listObjectsV2(connectTo(oss.endpoint, { onCall: (call) => calls.push(call) }), { bucket: 'bkt' });
  const common = {
    operation: 'ListObjectsV2',
    bucket: 'bkt',
    ms: expect.any(Number),
    requestId: '5C1B138A109F4E405B2D8AEF',
  };
  expect(calls).toEqual([
    { ...common, status: 503, attempt: 1 },
    { ...common, status: 200, attempt: 2 },
  ]);
});
