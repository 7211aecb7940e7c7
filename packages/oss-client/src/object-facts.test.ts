import { describe, expect, test } from 'vitest';

import { getObject } from './operations/get-object.ts';
import { getObjectMeta } from './operations/get-object-meta.ts';
import { getSymlink } from './operations/get-symlink.ts';
import { headObject } from './operations/head-object.ts';
import { connectTo, isSignedFor, startStubOss } from './testing/stub-oss.ts';

const PLACE = { bucket: 'bkt', key: 'dir a/链接+1.txt' };
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

  test('bytes that are not UTF-8 are named, since they could not be written again', async () => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { ...headers, 'x-oss-meta-old': 'caf\u00e9' }).end();
    });
    const seen = await headObject(connectTo(oss.endpoint), PLACE);
    expect(seen.unreadable).toEqual(['x-oss-meta-old']);
    expect(seen.metadata).toEqual({ note: '说明', old: 'caf\ufffd' });
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
