import { startOssServer, type OssServer } from '@signpost/oss-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createOssClient } from './create-oss-client.ts';
import { getBucketVersioning, putBucketVersioning } from './operations/bucket-versioning.ts';
import { copyObject } from './operations/copy-object.ts';
import { deleteBucket } from './operations/delete-bucket.ts';
import { deleteObject } from './operations/delete-object.ts';
import { getBucketInfo } from './operations/get-bucket-info.ts';
import { getObject } from './operations/get-object.ts';
import { getObjectMeta } from './operations/get-object-meta.ts';
import { getSymlink } from './operations/get-symlink.ts';
import { headObject } from './operations/head-object.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { getObjectAcl, putObjectAcl } from './operations/object-acl.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './operations/object-tagging.ts';
import { presignGetObject } from './operations/presign-get-object.ts';
import { putBucket } from './operations/put-bucket.ts';
import { putObject } from './operations/put-object.ts';
import { putSymlink } from './operations/put-symlink.ts';
import type { OssClient, OssClientOptions } from './oss-client.ts';
import { isOutcomeUnknown } from './oss-error.ts';

// The whole client against the embedded server, over real HTTP: what one writes the other reads back.

const CREDENTIALS = { accessKeyId: 'LTAIembeddedtest', accessKeySecret: 'embedded-secret' };
const BUCKET = 'conversation';

const AWKWARD_KEYS = [
  'a b',
  'a+b',
  'a%b',
  '%2F',
  '%',
  'a&b=c?d#e',
  `"'<>&\`\\[]{}|^~`,
  'oss/+< >[]/世界/中国.txt',
  '😀/👩‍👩‍👧.txt',
  'a//b',
  './a',
  'a/../b',
  '..',
  'dir/',
  '\u0001\u001f',
  '\u202egnp.exe',
  '中'.repeat(341),
];

let server: OssServer;
let client: OssClient;

function connect(options: Partial<OssClientOptions> = {}): OssClient {
  return createOssClient({
    endpoint: server.url,
    region: server.region,
    credentials: CREDENTIALS,
    retry: { baseDelayMs: 1 },
    ...options,
  });
}

beforeAll(async () => {
  server = await startOssServer({
    accounts: [{ uid: '1001', ...CREDENTIALS }],
    extraRegions: ['cn-beijing'],
  });
  client = connect();
  await putBucket(client, { bucket: BUCKET, acl: 'private', storageClass: 'Standard' });
});

afterAll(async () => {
  await client.close();
  await server.stop();
});

async function textOf(body: AsyncIterable<unknown>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

describe.each(['v4', 'v1'] as const)('awkward names signed with %s', (signatureVersion) => {
  test.each(AWKWARD_KEYS)('%j: is written, linked to, listed, read and removed', async (name) => {
    const oss = connect({ signatureVersion });
    try {
      const key = name.length > 300 ? name : `${signatureVersion}-${name}`;
      const link = `link-${signatureVersion}`;
      await putObject(oss, { bucket: BUCKET, key, body: Buffer.from(`content of ${key}`) });
      await putSymlink(oss, { bucket: BUCKET, key: link, target: key });
      expect((await getSymlink(oss, { bucket: BUCKET, key: link })).target).toBe(key);
      const read = await getObject(oss, { bucket: BUCKET, key: link });
      expect(await textOf(read.body)).toBe(`content of ${key}`);
      const page = await listObjectsV2(oss, { bucket: BUCKET, prefix: key });
      expect(page.objects.map((object) => object.key)).toEqual([key]);
      const url = await presignGetObject(oss, { bucket: BUCKET, key, expiresSeconds: 60 });
      expect(await (await fetch(url)).text()).toBe(`content of ${key}`);
      await deleteObject(oss, { bucket: BUCKET, key });
      await expect(headObject(oss, { bucket: BUCKET, key: link })).rejects.toMatchObject({
        code: 'SymlinkTargetNotExist',
        status: 404,
      });
      await deleteObject(oss, { bucket: BUCKET, key: link });
    } finally {
      await oss.close();
    }
  });
});

describe('a link', () => {
  const key = 'latest/app.zip';

  test('keeps all that was written with it', async () => {
    const written = await putSymlink(client, {
      bucket: BUCKET,
      key,
      target: '2.14.0/app.zip',
      storageClass: 'IA',
      acl: 'public-read',
      metadata: { owner: '运维 team', 'build-id': '7' },
      tags: { team: 'web site', stage: 'a+b' },
      httpHeaders: { contentType: 'application/zip', cacheControl: 'no-cache', contentLanguage: 'zh-CN' },
    });
    expect(written.requestId).toMatch(/^[0-9A-F]{24}$/);
    const link = await getSymlink(client, { bucket: BUCKET, key });
    expect(link).toMatchObject({
      target: '2.14.0/app.zip',
      etag: written.etag,
      metadata: { owner: '运维 team', 'build-id': '7' },
      httpHeaders: { contentType: 'application/zip' },
    });
    expect(link.lastModified).toBeInstanceOf(Date);
    const meta = await getObjectMeta(client, { bucket: BUCKET, key });
    expect(meta).toMatchObject({ type: 'Symlink', size: '2.14.0/app.zip'.length, etag: written.etag });
    expect((await getObjectAcl(client, { bucket: BUCKET, key })).acl).toBe('public-read');
    const { tags } = await getObjectTagging(client, { bucket: BUCKET, key });
    expect(tags).toEqual({ team: 'web site', stage: 'a+b' });
    const { objects } = await listObjectsV2(client, { bucket: BUCKET, prefix: key });
    expect(objects).toMatchObject([{ key, type: 'Symlink', storageClass: 'IA', etag: written.etag }]);
  });

  test('shows its target and itself as documented', async () => {
    await putObject(client, {
      bucket: BUCKET,
      key: '2.14.0/app.zip',
      body: Buffer.from('zip'),
      metadata: { target: 'yes' },
      httpHeaders: { contentType: 'text/plain' },
    });
    const head = await headObject(client, { bucket: BUCKET, key });
    expect(head).toMatchObject({
      type: 'Symlink',
      size: 3,
      storageClass: 'Standard',
      taggingCount: 2,
      metadata: { owner: '运维 team' },
      httpHeaders: { contentType: 'application/zip', cacheControl: 'no-cache', contentLanguage: 'zh-CN' },
    });
    expect(head.metadata).not.toHaveProperty('target');
  });

  test('has its ACL and tags changed and removed', async () => {
    await putObjectAcl(client, { bucket: BUCKET, key, acl: 'private' });
    expect((await getObjectAcl(client, { bucket: BUCKET, key })).acl).toBe('private');
    await putObjectTagging(client, { bucket: BUCKET, key, tags: { one: '1' } });
    expect((await getObjectTagging(client, { bucket: BUCKET, key })).tags).toEqual({ one: '1' });
    await deleteObjectTagging(client, { bucket: BUCKET, key });
    expect((await getObjectTagging(client, { bucket: BUCKET, key })).tags).toEqual({});
  });

  test('is copied as a link', async () => {
    const copied = await copyObject(client, { bucket: BUCKET, key: 'copy of +.zip', source: { key } });
    expect(copied.lastModified).toBeInstanceOf(Date);
    expect((await getSymlink(client, { bucket: BUCKET, key: 'copy of +.zip' })).target).toBe(
      '2.14.0/app.zip',
    );
  });

  test.each([
    [{ key: '2.14.0/app.zip' }, 400, 'NotSymlink'],
    [{ key: 'nothing' }, 404, 'NoSuchKey'],
    [{ bucket: 'no-such-bucket' }, 404, 'NoSuchBucket'],
  ])('%j is no link: %i %s', async (change, status, code) => {
    await expect(getSymlink(client, { bucket: BUCKET, key, ...change })).rejects.toMatchObject({
      status,
      code,
    });
  });

  test('guarded against overwriting is refused where something is', async () => {
    const error = await putSymlink(client, { bucket: BUCKET, key, target: 'x', forbidOverwrite: true }).catch(
      (failure: unknown) => failure,
    );
    expect(error).toMatchObject({ code: 'FileAlreadyExists', status: 409 });
    expect(isOutcomeUnknown(error)).toBe(false);
  });

  test('to a link cannot be read through', async () => {
    await putSymlink(client, { bucket: BUCKET, key: 'chain', target: key });
    await expect(headObject(client, { bucket: BUCKET, key: 'chain' })).rejects.toMatchObject({
      code: 'InvalidTargetType',
      status: 400,
    });
  });
});

test('a listing is paged by token until its end, folders included', async () => {
  const bucket = 'paged-bucket';
  await putBucket(client, { bucket });
  for (let index = 0; index < 7; index += 1) {
    await putObject(client, { bucket, key: `dir ${index}/+`, body: Buffer.from('x') });
    await putSymlink(client, { bucket, key: `link ${index}`, target: `dir ${index}/+` });
  }
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await listObjectsV2(client, {
      bucket,
      delimiter: '/',
      maxKeys: 3,
      continuationToken: token,
    });
    names.push(...page.commonPrefixes, ...page.objects.map(({ key }) => key));
    token = page.nextContinuationToken;
  } while (token !== undefined);
  expect(names.toSorted()).toEqual(
    Array.from({ length: 7 }, (_, index) => [`dir ${index}/`, `link ${index}`])
      .flat()
      .toSorted(),
  );
});

test('versions of a link each keep their target', async () => {
  const bucket = 'versioned-bucket';
  const key = 'latest';
  await putBucket(client, { bucket });
  expect((await getBucketVersioning(client, { bucket })).status).toBeUndefined();
  await putSymlink(client, { bucket, key, target: 'zero' });
  await putBucketVersioning(client, { bucket, status: 'Enabled' });
  expect((await getBucketVersioning(client, { bucket })).status).toBe('Enabled');
  const one = await putSymlink(client, { bucket, key, target: 'one' });
  expect(one.versionId).toHaveLength(64);
  const removed = await deleteObject(client, { bucket, key });
  expect(removed.deleteMarker).toBe(true);
  const { entries } = await listObjectVersions(client, { bucket, prefix: key });
  expect(entries.map(({ kind, versionId, isLatest }) => [kind, versionId, isLatest])).toEqual([
    ['delete-marker', removed.versionId, true],
    ['version', one.versionId, false],
    ['version', 'null', false],
  ]);
  await expect(getSymlink(client, { bucket, key })).rejects.toMatchObject({
    code: 'NoSuchKey',
    detail: { deleteMarker: true, versionId: removed.versionId },
  });
  expect((await getSymlink(client, { bucket, key, versionId: one.versionId })).target).toBe('one');
  expect((await getSymlink(client, { bucket, key, versionId: 'null' })).target).toBe('zero');
  await deleteObject(client, { bucket, key, versionId: removed.versionId });
  expect((await getSymlink(client, { bucket, key })).target).toBe('one');
});

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

test('a bucket of another region is reached by way of the refusal', async () => {
  server.admin.putBucket({ name: 'far-away', region: 'cn-beijing' });
  const oss = connect();
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
  const wrongKey = connect({ credentials: { ...CREDENTIALS, accessKeyId: 'LTAInobody' } });
  const wrongSecret = connect({ credentials: { ...CREDENTIALS, accessKeySecret: 'guess' } });
  await expect(listBuckets(wrongKey)).rejects.toMatchObject({ code: 'InvalidAccessKeyId' });
  await expect(listBuckets(wrongSecret)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  await wrongKey.close();
  await wrongSecret.close();
});

describe('bad days of the server', () => {
  test('a lost answer leaves a link that may be there, written once', async () => {
    const fault = server.faults.add({
      match: { operation: 'PutSymlink' },
      effect: { kind: 'reset', when: 'after' },
    });
    const error = await putSymlink(client, { bucket: BUCKET, key: 'lost', target: 't' }).catch(
      (failure: unknown) => failure,
    );
    fault.remove();
    expect(error).toMatchObject({ detail: { kind: 'transport', sent: 'maybe' } });
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(fault.hits).toBe(1);
    expect((await getSymlink(client, { bucket: BUCKET, key: 'lost' })).target).toBe('t');
  });

  test.each(['honest', 'broken'] as const)('a list cut short (%s framing) is an error', async (framing) => {
    const fault = server.faults.add({
      match: { operation: 'ListObjectsV2' },
      effect: { kind: 'truncate', framing },
    });
    await expect(listObjectsV2(client, { bucket: BUCKET })).rejects.toMatchObject({
      detail: { kind: 'protocol' },
    });
    fault.remove();
    expect(fault.hits).toBe(3);
  });

  test('throttling is waited out, for a write too', async () => {
    const fault = server.faults.add({
      match: { operation: 'PutSymlink' },
      times: 2,
      effect: { kind: 'busy', delayMs: 5 },
    });
    await putSymlink(client, { bucket: BUCKET, key: 'throttled', target: 't' });
    expect(fault.hits).toBe(2);
    fault.remove();
  });

  test('a stall ends with a time-out', async () => {
    const oss = connect({ timeouts: { headersMs: 60 } });
    const fault = server.faults.add({
      match: { operation: 'GetSymlink' },
      effect: { kind: 'stall', when: 'before' },
    });
    await expect(getSymlink(oss, { bucket: BUCKET, key: 'lost' })).rejects.toMatchObject({
      detail: { kind: 'transport', phase: 'timeout' },
    });
    fault.remove();
    await oss.close();
  });
});
