import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { TEST_ACCOUNT } from './signed-request.ts';

/*
 * The official client, unchanged, against this server: the outside check on the signing code that our
 * own client and this server share.
 */
let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT] });
});
afterAll(() => server.stop());

type Headers = Record<string, string>;
interface Answer {
  res: { status: number; headers: Headers };
}

/** The client as it is; the published types leave half of this out. */
interface Client {
  put(name: string, body: Buffer, options?: object): Promise<Answer>;
  get(name: string): Promise<Answer & { content: Buffer }>;
  head(name: string): Promise<Answer & { meta: Headers }>;
  delete(name: string): Promise<Answer>;
  deleteMulti(names: string[]): Promise<{ deleted: unknown[] }>;
  copy(to: string, from: string): Promise<Answer>;
  list(query: object, options: object): Promise<ListAnswer>;
  listV2(query: object, options: object): Promise<ListAnswer>;
  putSymlink(name: string, target: string, options: object): Promise<Answer>;
  getSymlink(name: string, options?: object): Promise<Answer & { targetName: string }>;
  putObjectTagging(name: string, tags: Headers): Promise<Answer>;
  getObjectTagging(name: string): Promise<{ tag: Headers }>;
  deleteObjectTagging(name: string): Promise<Answer>;
  putACL(name: string, acl: string): Promise<Answer>;
  getACL(name: string): Promise<{ acl: string }>;
  multipartUpload(name: string, body: Buffer, options: object): Promise<Answer>;
  append(name: string, body: Buffer, options?: object): Promise<Answer>;
  restore(name: string): Promise<Answer>;
  useBucket(bucket: string): void;
  putBucket(bucket: string): Promise<Answer>;
  putBucketVersioning(bucket: string, status: string): Promise<unknown>;
  getBucketVersions(
    query: object,
  ): Promise<{ objects: { type: string; versionId: string }[]; deleteMarker: unknown[] }>;
  listBuckets(query: object): Promise<{ buckets: { name: string }[] }>;
  getBucketInfo(bucket: string): Promise<{ bucket: object }>;
}

interface ListAnswer {
  objects: { name: string }[];
  prefixes: string[];
  nextContinuationToken: string;
}

const styles = [
  { title: 'V1, bucket in the Host header', authorizationV4: false, sldEnable: false },
  { title: 'V1, bucket in Host and path', authorizationV4: false, sldEnable: true },
  { title: 'V4, bucket in the Host header', authorizationV4: true, sldEnable: false },
  { title: 'V4, bucket in Host and path', authorizationV4: true, sldEnable: true },
] as const;

describe.each(styles)('ali-oss with $title', ({ authorizationV4, sldEnable }) => {
  const bucket = `ali-${authorizationV4 ? 'v4' : 'v1'}-${sldEnable ? 'sld' : 'host'}`;
  let client: Client;
  beforeAll(async () => {
    const options = {
      region: 'oss-cn-hangzhou',
      endpoint: server.url,
      accessKeyId: TEST_ACCOUNT.accessKeyId,
      accessKeySecret: TEST_ACCOUNT.accessKeySecret,
      authorizationV4,
      sldEnable,
      secure: false,
    };
    const anywhere = new OSS(options);
    await anywhere.putBucket(bucket);
    client = new OSS({ ...options, bucket }) as unknown as Client;
  });

  test('puts, heads, gets and deletes an object, with CRC and awkward names', async () => {
    for (const key of ['plain.txt', 'dir a/链接+1.txt', "x!'()*~%25/ü.txt", 'a//b', 'emoji-😀']) {
      const put = await client.put(key, Buffer.from(`content of ${key}`), { meta: { uid: 1, pid: 2 } });
      expect(put.res.status).toBe(200);
      const head = await client.head(key);
      expect(head.meta).toMatchObject({ uid: '1', pid: '2' });
      expect(String((await client.get(key)).content)).toBe(`content of ${key}`);
      expect((await client.delete(key)).res.status).toBe(204);
      await expect(client.head(key)).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' });
    }
  });

  test('writes links and reads their targets back', async () => {
    await client.put('目标/a b+c%.txt', Buffer.from('the target'));
    await client.putSymlink('dir/链接.txt', '目标/a b+c%.txt', { storageClass: 'IA', meta: { by: 'me' } });
    const link = await client.getSymlink('dir/链接.txt');
    expect(link.targetName).toBe('目标/a b+c%.txt');
    expect(link.res.headers['x-oss-meta-by']).toBe('me');
    expect(String((await client.get('dir/链接.txt')).content)).toBe('the target');
    const head = await client.head('dir/链接.txt');
    expect(head.res.headers).toMatchObject({ 'x-oss-object-type': 'Symlink', 'content-length': '10' });
  });

  test('reads the error of a HEAD from its header', async () => {
    await client.putSymlink('one', 'two', {});
    await client.putSymlink('two', 'one', {});
    await expect(client.head('one')).rejects.toMatchObject({ status: 400, code: 'InvalidTargetType' });
    await expect(client.getSymlink('nothing')).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' });
  });

  test('lists with both versions of the call and deletes many', async () => {
    await Promise.all(['l/a', 'l/b', 'l/c/d', 'l/e'].map((key) => client.put(key, Buffer.from(key))));
    const first = await client.listV2({ prefix: 'l/', delimiter: '/', 'max-keys': '2' }, {});
    expect(first.objects.map(({ name }) => name)).toEqual(['l/a', 'l/b']);
    const second = await client.listV2(
      { prefix: 'l/', delimiter: '/', 'max-keys': '2', 'continuation-token': first.nextContinuationToken },
      {},
    );
    expect(second.prefixes).toEqual(['l/c/']);
    expect(second.objects.map(({ name }) => name)).toEqual(['l/e']);
    const old = await client.list({ prefix: 'l/', 'max-keys': 1000 }, {});
    expect(old.objects.map(({ name }) => name)).toEqual(['l/a', 'l/b', 'l/c/d', 'l/e']);
    const deleted = await client.deleteMulti(['l/a', 'l/b', 'l/c/d', 'l/e', 'l/none']);
    expect(deleted.deleted).toHaveLength(5);
  });

  test('copies, tags and changes ACLs', async () => {
    await client.put('from', Buffer.from('x'));
    await client.copy('to', 'from');
    expect(String((await client.get('to')).content)).toBe('x');
    await client.putObjectTagging('to', { a: '1', b: '2' });
    expect((await client.getObjectTagging('to')).tag).toEqual({ a: '1', b: '2' });
    await client.deleteObjectTagging('to');
    expect((await client.getObjectTagging('to')).tag).toEqual({});
    await client.putACL('to', 'public-read');
    expect((await client.getACL('to')).acl).toBe('public-read');
  });

  test('keeps versions once asked to', async () => {
    const versioned = `${bucket}-v`;
    await client.putBucket(versioned);
    await client.putBucketVersioning(versioned, 'Enabled');
    client.useBucket(versioned);
    try {
      await client.putSymlink('link', 'one', {});
      await client.putSymlink('link', 'two', {});
      await client.delete('link');
      const { objects, deleteMarker } = await client.getBucketVersions({});
      expect(objects.map(({ type }) => type)).toEqual(['Symlink', 'Symlink']);
      expect(deleteMarker).toHaveLength(1);
      const oldest = await client.getSymlink('link', { versionId: objects[1]!.versionId });
      expect(oldest.targetName).toBe('one');
    } finally {
      client.useBucket(bucket);
    }
  });

  test('uploads in parts, appends, and restores', async () => {
    const large = Buffer.alloc(250_000, 'parts');
    await client.multipartUpload('multi', large, { partSize: 102_400, parallel: 2 });
    expect((await client.get('multi')).content.equals(large)).toBe(true);
    await client.append('log', Buffer.from('one '));
    await client.append('log', Buffer.from('two'), { position: '4' });
    expect(String((await client.get('log')).content)).toBe('one two');
    await client.put('cold', Buffer.from('ice'), { headers: { 'x-oss-storage-class': 'Archive' } });
    await expect(client.get('cold')).rejects.toMatchObject({ code: 'InvalidObjectState' });
    expect((await client.restore('cold')).res.status).toBe(202);
    await expect(client.restore('cold')).rejects.toMatchObject({ code: 'RestoreAlreadyInProgress' });
  });

  test('reports buckets', async () => {
    const { buckets } = await client.listBuckets({});
    expect(buckets.map(({ name }) => name)).toContain(bucket);
    const info = await client.getBucketInfo(bucket);
    expect(info.bucket).toMatchObject({ Name: bucket, Location: 'oss-cn-hangzhou' });
    await expect(client.getBucketInfo('there-is-none')).rejects.toMatchObject({ code: 'NoSuchBucket' });
  });
});
