import { describe, expect, test } from 'vitest';

import { previewPutSymlink, putSymlink } from './operations/put-symlink.ts';
import { getBucketInfo } from './operations/get-bucket-info.ts';
import { createOssClient } from './create-oss-client.ts';
import type { OssClientOptions } from './oss-client.ts';
import {
  answerError,
  answerWritten,
  connectTo,
  CREDENTIALS,
  isSignedFor,
  startStubOss,
} from './testing/stub-oss.ts';

const LINK = { bucket: 'bkt', key: 'latest', target: '2.14.0/app.zip' };
const PLACE = { bucket: 'bkt', key: 'latest' };
describe('addressing', () => {
  async function urlOf(options: Partial<OssClientOptions>, learned?: string): Promise<string> {
    const client = createOssClient({
      endpoint: 'oss-cn-hangzhou.aliyuncs.com',
      region: 'cn-hangzhou',
      credentials: CREDENTIALS,
      ...options,
    });
    if (learned !== undefined) client.learnPlace('bkt', { region: 'cn-beijing', endpoint: learned });
    const { url } = await previewPutSymlink(client, LINK);
    await client.close();
    return url;
  }

  test.each([
    [{}, 'https://bkt.oss-cn-hangzhou.aliyuncs.com/latest?symlink'],
    [
      { endpoint: 'http://oss-cn-hangzhou-internal.aliyuncs.com' },
      'http://bkt.oss-cn-hangzhou-internal.aliyuncs.com/latest?symlink',
    ],
    [{ addressing: 'path' }, 'https://oss-cn-hangzhou.aliyuncs.com/bkt/latest?symlink'],
    [{ endpoint: 'http://127.0.0.1:9000' }, 'http://127.0.0.1:9000/bkt/latest?symlink'],
    [{ endpoint: 'http://[::1]:9000' }, 'http://[::1]:9000/bkt/latest?symlink'],
    [{ endpoint: 'http://localhost:9000' }, 'http://localhost:9000/bkt/latest?symlink'],
    [
      { endpoint: 'http://localhost:9000', addressing: 'virtual' },
      'http://bkt.localhost:9000/latest?symlink',
    ],
    [{ bucketDomains: { bkt: 'https://files.example.com' } }, 'https://files.example.com/latest?symlink'],
    [
      { bucketDomains: { other: 'https://files.example.com' } },
      'https://bkt.oss-cn-hangzhou.aliyuncs.com/latest?symlink',
    ],
  ] as const)('%j', async (options, url) => {
    expect(await urlOf(options)).toBe(url);
  });

  test('a learned endpoint of the vendor is used over the configured scheme', async () => {
    expect(await urlOf({}, 'oss-cn-beijing.aliyuncs.com')).toBe(
      'https://bkt.oss-cn-beijing.aliyuncs.com/latest?symlink',
    );
    expect(await urlOf({}, 'http://oss-cn-beijing.aliyuncs.com')).toBe(
      'https://bkt.oss-cn-beijing.aliyuncs.com/latest?symlink',
    );
  });

  test.each([
    'http://127.0.0.1:80',
    'oss-cn-beijing.aliyuncs.com.evil.example',
    'oss-cn-beijing.aliyuncs.com:8080',
    'bkt.oss-cn-beijing.aliyuncs.com',
  ])('a learned endpoint of %s is not', async (endpoint) => {
    expect(await urlOf({}, endpoint)).toBe('https://bkt.oss-cn-hangzhou.aliyuncs.com/latest?symlink');
  });

  test('siblings in one private domain are trusted, strangers and address neighbours are not', async () => {
    const options = { endpoint: 'https://oss-a.cloud.example.com' } as const;
    expect(await urlOf(options, 'oss-b.cloud.example.com')).toBe(
      'https://bkt.oss-b.cloud.example.com/latest?symlink',
    );
    expect(await urlOf(options, 'oss-b.evil.example.com')).toContain('oss-a.cloud');
    expect(await urlOf(options, 'http://oss-b.cloud.example.com')).toContain('oss-a.cloud');
    expect(await urlOf({ endpoint: 'http://10.0.0.1' }, 'http://10.0.0.2')).toContain('10.0.0.1');
  });

  test('the acceleration endpoint stays for every region, the region is signed', async () => {
    const client = createOssClient({
      endpoint: 'oss-accelerate.aliyuncs.com',
      region: 'cn-hangzhou',
      credentials: CREDENTIALS,
    });
    client.learnPlace('bkt', { region: 'cn-beijing', endpoint: 'oss-cn-beijing.aliyuncs.com' });
    expect(client.placeOf('bkt')).toEqual({
      region: 'cn-beijing',
      endpoint: 'https://oss-accelerate.aliyuncs.com',
    });
    await client.close();
  });

  test('the internal endpoint stays for buckets of its own region', async () => {
    const client = createOssClient({
      endpoint: 'oss-cn-hangzhou-internal.aliyuncs.com',
      region: 'cn-hangzhou',
      credentials: CREDENTIALS,
    });
    client.learnPlace('bkt', { region: 'cn-hangzhou', endpoint: 'oss-cn-hangzhou.aliyuncs.com' });
    expect(client.placeOf('bkt').endpoint).toBe('https://oss-cn-hangzhou-internal.aliyuncs.com');
    await client.close();
  });

  test.each(['https://oss.example.com/path', 'https://user:pass@oss.example.com', 'not a host', ''])(
    'an endpoint of %j is refused at once',
    (endpoint) => {
      expect(() => createOssClient({ endpoint, region: 'cn-hangzhou', credentials: CREDENTIALS })).toThrow(
        TypeError,
      );
    },
  );

  test("a bucket's own domain serves its objects, signed with the bucket; its settings come from the endpoint", async () => {
    const domain = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const oss = await startStubOss((_, response) => {
      answerError(response, { status: 404, code: 'NoSuchBucket' });
    });
    const client = connectTo(oss.endpoint, { bucketDomains: { bkt: domain.endpoint } });
    await putSymlink(client, LINK);
    await expect(getBucketInfo(client, { bucket: 'bkt' })).rejects.toMatchObject({ code: 'NoSuchBucket' });
    expect(domain.seen.map(({ path }) => path)).toEqual(['latest']);
    expect(domain.seen.every((request) => isSignedFor(request, PLACE))).toBe(true);
    expect(oss.seen.map(({ path }) => path)).toEqual(['bkt/']);
  });
});
