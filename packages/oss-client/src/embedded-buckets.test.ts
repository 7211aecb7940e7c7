import { expect, test } from 'vitest';

import { deleteBucket } from './operations/delete-bucket.ts';
import { getBucketInfo } from './operations/get-bucket-info.ts';
import { getBucketLifecycle } from './operations/get-bucket-lifecycle.ts';
import { getBucketWebsite } from './operations/get-bucket-website.ts';
import { getBucketStat } from './operations/get-bucket-stat.ts';
import { getSymlink } from './operations/get-symlink.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putBucket } from './operations/put-bucket.ts';
import { putSymlink } from './operations/put-symlink.ts';
import { BUCKET, EMBEDDED_CREDENTIALS, startEmbeddedOss } from './testing/embedded-oss.ts';

// Against the embedded server over real HTTP: what the client writes, it reads back.

const { server, client, connect } = await startEmbeddedOss();

test('buckets are described, listed and removed', async () => {
  const bucket = 'short-lived';
  await putBucket(client, { bucket, storageClass: 'IA' });
  const info = await getBucketInfo(client, { bucket });
  expect(info).toMatchObject({
    name: bucket,
    storageClass: 'IA',
    region: server.region,
    versioning: undefined,
  });
  expect((await listBuckets(client)).buckets.map(({ name }) => name)).toContain(bucket);
  await deleteBucket(client, { bucket });
  await expect(getBucketInfo(client, { bucket })).rejects.toMatchObject({ code: 'NoSuchBucket' });
});

test('the sums of a bucket count its links along with its objects', async () => {
  server.admin.putBucket({ name: 'summed' });
  server.admin.putObject({ bucket: 'summed', key: 'a', size: 1000 });
  server.admin.putSymlink({ bucket: 'summed', key: 'l', target: 'a' });
  expect(await getBucketStat(client, { bucket: 'summed' })).toMatchObject({ objectCount: 2, storage: 1001 });
  await expect(getBucketStat(client, { bucket: 'not-there' })).rejects.toMatchObject({
    code: 'NoSuchBucket',
  });
});

test('the lifecycle rules of a bucket are those that are switched on, and none where nobody set any', async () => {
  const bucket = 'with-rules';
  server.admin.putBucket({ name: bucket });
  expect(await getBucketLifecycle(client, { bucket })).toEqual([]);
  const expiration = '<Expiration><Days>3</Days></Expiration>';
  server.admin.putBucketSetting(
    bucket,
    'lifecycle',
    `<LifecycleConfiguration>
      <Rule><ID>on</ID><Prefix>a/</Prefix><Status>Enabled</Status>${expiration}</Rule>
      <Rule><ID>off</ID><Prefix>b/</Prefix><Status>Disabled</Status>${expiration}</Rule>
    </LifecycleConfiguration>`,
  );
  expect(await getBucketLifecycle(client, { bucket })).toMatchObject([
    { id: 'on', prefix: 'a/', expiration: { days: 3 } },
  ]);
});

test('the routing rules of a bucket are read as they were set, and none where nobody set any', async () => {
  const bucket = 'with-mirror';
  server.admin.putBucket({ name: bucket });
  expect(await getBucketWebsite(client, { bucket })).toEqual([]);
  const call = { bucket, query: [['website', '']] as [string, string][], effect: 'write' } as const;
  const body = Buffer.from(
    `<WebsiteConfiguration><RoutingRules><RoutingRule><RuleNumber>1</RuleNumber>
      <Condition><KeyPrefixEquals>m/</KeyPrefixEquals><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition>
      <Redirect><RedirectType>Mirror</RedirectType><MirrorURL>http://127.0.0.1:9/</MirrorURL></Redirect>
    </RoutingRule></RoutingRules></WebsiteConfiguration>`,
  );
  await client.send({ ...call, operation: 'PutBucketWebsite', method: 'PUT', body });
  expect(await getBucketWebsite(client, { bucket })).toEqual([
    { prefix: 'm/', suffix: '', isMirror: true, looksAtHeaders: false },
  ]);
  await client.send({ ...call, operation: 'DeleteBucketWebsite', method: 'DELETE' });
  expect(await getBucketWebsite(client, { bucket })).toEqual([]);
});

test('a bucket of another region is reached by way of the refusal', async () => {
  server.admin.putBucket({ name: 'far-away', region: 'cn-beijing' });
  const oss = connect();
  expect((await listObjectsV2(oss, { bucket: 'far-away' })).objects).toEqual([]);
  await putSymlink(oss, { bucket: 'far-away', key: 'l', target: 't' });
  expect(oss.placeOf('far-away')).toEqual({
    region: 'cn-beijing',
    endpoint: server.regionUrls['cn-beijing'],
  });
  expect((await getSymlink(oss, { bucket: 'far-away', key: 'l' })).target).toBe('t');
  await oss.close();
});

test('a wrong clock is corrected by what the server says', async () => {
  const calls: number[] = [];
  const oss = connect({
    clock: () => new Date(Date.now() - 3_600_000),
    onCall: ({ status }) => calls.push(status ?? 0),
  });
  await listObjectsV2(oss, { bucket: BUCKET });
  await listObjectsV2(oss, { bucket: BUCKET });
  expect(calls).toEqual([403, 200, 200]);
  await oss.close();
});

test('a wrong key is told from a wrong secret', async () => {
  const wrongKey = connect({ credentials: { ...EMBEDDED_CREDENTIALS, accessKeyId: 'LTAInobody' } });
  const wrongSecret = connect({ credentials: { ...EMBEDDED_CREDENTIALS, accessKeySecret: 'guess' } });
  await expect(listBuckets(wrongKey)).rejects.toMatchObject({ code: 'InvalidAccessKeyId' });
  await expect(listBuckets(wrongSecret)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  await wrongKey.close();
  await wrongSecret.close();
});

test('a temporary key works while it lasts', async () => {
  const lasting = server.admin.issueToken({ seconds: 900 });
  const ended = server.admin.issueToken({ seconds: -1 });
  for (const signatureVersion of ['v4', 'v1'] as const) {
    const oss = connect({ credentials: () => lasting, signatureVersion });
    expect((await listBuckets(oss)).buckets.length).toBeGreaterThan(0);
    await expect(listBuckets(connect({ credentials: ended, signatureVersion }))).rejects.toMatchObject({
      code: 'SecurityTokenExpired',
    });
    const tampered = { ...lasting, securityToken: `${lasting.securityToken}x` };
    await expect(listBuckets(connect({ credentials: tampered, signatureVersion }))).rejects.toMatchObject({
      code: 'InvalidSecurityToken',
    });
  }
});
