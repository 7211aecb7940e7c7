import { describe, expect, test } from 'vitest';

import { listBuckets } from './operations/list-buckets.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { listObjectsV2, type ListObjectsV2Input } from './operations/list-objects-v2.ts';
import { startEmbeddedOss } from './testing/embedded-oss.ts';
import { connectTo, startStubOss } from './testing/stub-oss.ts';

// Lists go on, or are refused: a client that follows them must come to an end.

const NO_PROGRESS = { name: 'OssError', detail: { kind: 'protocol', reason: 'no-progress' } };
const TOO_LARGE = { name: 'OssError', detail: { kind: 'protocol', reason: 'page-too-large' } };
const TIME = '<LastModified>2026-11-22T16:00:00.000Z</LastModified>';
const truncated = (is: boolean): string => `<IsTruncated>${is}</IsTruncated>`;

/** Connects to a server that answers the same document to everything. */
async function answering(document: string) {
  const oss = await startStubOss((_, response) => {
    response.end(document);
  });
  return connectTo(oss.endpoint);
}

function objectPage(keys: readonly string[], more: { prefixes?: readonly string[]; token?: string } = {}) {
  const objects = keys.map(
    (key) =>
      `<Contents><Key>${key}</Key>${TIME}<ETag>"0A"</ETag><Type>Normal</Type><Size>1</Size></Contents>`,
  );
  const prefixes = (more.prefixes ?? []).map(
    (prefix) => `<CommonPrefixes><Prefix>${prefix}</Prefix></CommonPrefixes>`,
  );
  const token =
    more.token === undefined ? '' : `<NextContinuationToken>${more.token}</NextContinuationToken>`;
  return (
    `<ListBucketResult><Name>bkt</Name><Prefix/><MaxKeys>1000</MaxKeys>${truncated(more.token !== undefined)}` +
    `${token}${objects.join('')}${prefixes.join('')}</ListBucketResult>`
  );
}

describe('a page of objects', () => {
  const after = { continuationToken: 'one', lastName: 'm' };

  test.each<[string, string, Partial<ListObjectsV2Input>]>([
    ['whose token is the one that was sent', objectPage(['n'], { token: 'one' }), after],
    ['that is empty and says that there are more', objectPage([], { token: 'two' }), after],
    ['that starts at the last key of the page before', objectPage(['m', 'n']), after],
    ['that starts before it', objectPage(['a', 'b']), after],
    ['that starts at the last folder', objectPage([], { prefixes: ['m/'] }), { ...after, lastName: 'm/' }],
    ['that starts at the key it was to start after', objectPage(['m']), { startAfter: 'm' }],
    ['whose keys are not in order', objectPage(['z', 'a']), {}],
    ['that holds a key twice', objectPage(['a', 'a']), {}],
    ['whose folders are not in order', objectPage([], { prefixes: ['z/', 'a/'] }), {}],
    ['that is truncated without a token', objectPage(['a']).replace(truncated(false), truncated(true)), {}],
  ])('%s makes no progress', async (_, document, input) => {
    await expect(listObjectsV2(await answering(document), { bucket: 'bkt', ...input })).rejects.toMatchObject(
      NO_PROGRESS,
    );
  });

  test('larger than asked for is refused', async () => {
    const client = await answering(objectPage(['a', 'b'], { prefixes: ['c/'] }));
    await expect(listObjectsV2(client, { bucket: 'bkt', maxKeys: 2 })).rejects.toMatchObject(TOO_LARGE);
    const keys = Array.from({ length: 1001 }, (_, n) => String(n).padStart(4, '0'));
    const all = await answering(objectPage(keys));
    await expect(listObjectsV2(all, { bucket: 'bkt' })).rejects.toMatchObject(TOO_LARGE);
  });

  test('of more bytes than 1,000 entries can have is refused before it is read', async () => {
    const client = await answering(objectPage(['a'.repeat(8 * 1024 * 1024)]));
    await expect(listObjectsV2(client, { bucket: 'bkt' })).rejects.toMatchObject({
      detail: { kind: 'protocol', reason: 'answer-too-large' },
    });
  });

  test('of the longest keys there can be is taken', async () => {
    const tail = '%E4%B8%AD'.repeat(339);
    const keys = Array.from({ length: 1000 }, (_, n) => `${String(n).padStart(6, '0')}${tail}`);
    const document = objectPage(keys).replace('<MaxKeys>', '<EncodingType>url</EncodingType><MaxKeys>');
    const page = await listObjectsV2(await answering(document), { bucket: 'bkt' });
    expect(page.objects).toHaveLength(1000);
  });

  test('that starts inside a folder may name the folder', async () => {
    const client = await answering(objectPage(['n'], { prefixes: ['a/', 'z/'] }));
    const page = await listObjectsV2(client, { bucket: 'bkt', startAfter: 'a/b' });
    expect(page.keyCount).toBe(3);
  });
});

describe('a page of versions', () => {
  function versionPage(keys: readonly string[], next?: { key?: string; version?: string }): string {
    const versions = keys.map(
      (key) =>
        `<Version><Key>${key}</Key><VersionId>v</VersionId><IsLatest>true</IsLatest>${TIME}<ETag>"0A"</ETag>` +
        '<Type>Normal</Type><Size>1</Size></Version>',
    );
    const key = next?.key === undefined ? '' : `<NextKeyMarker>${next.key}</NextKeyMarker>`;
    const version =
      next?.version === undefined ? '' : `<NextVersionIdMarker>${next.version}</NextVersionIdMarker>`;
    return (
      `<ListVersionsResult><Name>bkt</Name><Prefix/>${truncated(next !== undefined)}${key}${version}` +
      `${versions.join('')}</ListVersionsResult>`
    );
  }
  const after = { keyMarker: 'm', versionIdMarker: 'v1' };

  test.each([
    ['whose markers are those that were sent', versionPage(['m'], { key: 'm', version: 'v1' })],
    ['whose key marker goes back', versionPage(['m'], { key: 'a', version: 'v2' })],
    ['that is truncated without a marker', versionPage(['m'], {})],
    ['that is empty and says that there are more', versionPage([], { key: 'n', version: 'v1' })],
    ['that holds an earlier key', versionPage(['a', 'm'])],
  ])('%s makes no progress', async (_, document) => {
    const client = await answering(document);
    await expect(listObjectVersions(client, { bucket: 'bkt', ...after })).rejects.toMatchObject(NO_PROGRESS);
  });

  test('that repeats a key whose versions are over makes no progress', async () => {
    const client = await answering(versionPage(['m']));
    await expect(listObjectVersions(client, { bucket: 'bkt', keyMarker: 'm' })).rejects.toMatchObject(
      NO_PROGRESS,
    );
  });

  test('that goes on within a key is taken', async () => {
    const client = await answering(versionPage(['m', 'm'], { key: 'm', version: 'v2' }));
    expect((await listObjectVersions(client, { bucket: 'bkt', ...after })).entries).toHaveLength(2);
  });

  test('larger than asked for is refused', async () => {
    const client = await answering(versionPage(['a', 'b', 'c']));
    await expect(listObjectVersions(client, { bucket: 'bkt', maxKeys: 2 })).rejects.toMatchObject(TOO_LARGE);
  });
});

describe('a page of buckets', () => {
  function bucketPage(names: readonly string[], next?: string): string {
    const buckets = names.map(
      (name) =>
        `<Bucket><Name>${name}</Name><CreationDate>2026-11-22T16:00:00.000Z</CreationDate>` +
        '<ExtranetEndpoint>x</ExtranetEndpoint><Location>oss-cn-hangzhou</Location></Bucket>',
    );
    const marker = next === undefined ? '' : `<NextMarker>${next}</NextMarker>`;
    return (
      `<ListAllMyBucketsResult>${truncated(next !== undefined)}${marker}<Buckets>${buckets.join('')}</Buckets>` +
      '</ListAllMyBucketsResult>'
    );
  }

  test.each([
    ['whose marker is the one that was sent', bucketPage(['ppp'], 'mmm')],
    ['whose marker goes back', bucketPage(['ppp'], 'aaa')],
    ['that is empty and says that there are more', bucketPage([], 'ppp')],
    ['that holds an earlier bucket', bucketPage(['aaa'])],
    ['that is truncated without a marker', bucketPage(['ppp']).replace(truncated(false), truncated(true))],
  ])('%s makes no progress', async (_, document) => {
    await expect(listBuckets(await answering(document), { marker: 'mmm' })).rejects.toMatchObject(
      NO_PROGRESS,
    );
  });

  test('larger than asked for is refused', async () => {
    const client = await answering(bucketPage(['aaa', 'bbb']));
    await expect(listBuckets(client, { maxKeys: 1 })).rejects.toMatchObject(TOO_LARGE);
  });
});

describe('against the embedded server', async () => {
  const { server, client } = await startEmbeddedOss();

  test.each([1, 2, 3, 1000])('every listing comes to its end by pages of %i', async (maxKeys) => {
    const bucket = `paged-${maxKeys}`;
    server.admin.putBucket({ name: bucket });
    server.admin.setVersioning(bucket, 'Enabled');
    const keys = ['a', 'a/b', 'a/c', 'b/', 'b/c', 'z', '\uffee', '\u{1f600}', '中'];
    for (const key of [...keys, 'a/b', 'z', 'z']) server.admin.putObject({ bucket, key, body: key });
    for (const delimiter of ['', '/']) {
      const names: string[] = [];
      let continuationToken: string | undefined;
      do {
        const page = await listObjectsV2(client, {
          bucket,
          delimiter,
          maxKeys,
          continuationToken,
          lastName: names.at(-1),
        });
        const found = [...page.objects.map(({ key }) => key), ...page.commonPrefixes];
        names.push(...found.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
        continuationToken = page.nextContinuationToken;
      } while (continuationToken !== undefined);
      expect(names).toHaveLength(delimiter === '' ? 9 : 7);
    }
    let versions = 0;
    let markers: { keyMarker?: string | undefined; versionIdMarker?: string | undefined } = {};
    do {
      const page = await listObjectVersions(client, { bucket, maxKeys, ...markers });
      versions += page.entries.length;
      markers = { keyMarker: page.nextKeyMarker, versionIdMarker: page.nextVersionIdMarker };
    } while (markers.keyMarker !== undefined);
    expect(versions).toBe(12);
    let buckets = 0;
    let marker: string | undefined;
    do {
      const page = await listBuckets(client, { maxKeys, marker });
      buckets += page.buckets.length;
      marker = page.nextMarker;
    } while (marker !== undefined);
    expect(buckets).toBeGreaterThan(1);
  });
});
