import { describe, expect, test } from 'vitest';

import { getBucketVersioning, putBucketVersioning } from './operations/bucket-versioning.ts';
import { copyObject } from './operations/copy-object.ts';
import { deleteObject } from './operations/delete-object.ts';
import { getObjectMeta } from './operations/get-object-meta.ts';
import { getSymlink } from './operations/get-symlink.ts';
import { headObject } from './operations/head-object.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { getObjectAcl, putObjectAcl } from './operations/object-acl.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './operations/object-tagging.ts';
import { putBucket } from './operations/put-bucket.ts';
import { putObject } from './operations/put-object.ts';
import { putSymlink } from './operations/put-symlink.ts';
import { isOutcomeUnknown } from './oss-error.ts';
import { BUCKET, startEmbeddedOss } from './testing/embedded-oss.ts';

// Against the embedded server over real HTTP: what the client writes, it reads back.

const { client } = await startEmbeddedOss();

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
