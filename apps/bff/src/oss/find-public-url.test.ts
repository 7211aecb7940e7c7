import { createOssClient } from '@signpost/oss-client';
import { expect, test } from 'vitest';
import { findPublicUrl } from './find-public-url.ts';

test.each([
  [{ endpoint: 'https://oss-cn-hangzhou.aliyuncs.com' }, 'https://bkt.oss-cn-hangzhou.aliyuncs.com/'],
  [
    { endpoint: 'https://oss-cn-hangzhou-internal.aliyuncs.com' },
    'https://bkt.oss-cn-hangzhou.aliyuncs.com/',
  ],
  [{ endpoint: 'http://127.0.0.1:7071' }, 'http://127.0.0.1:7071/bkt/'],
  [
    { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', bucketDomains: { bkt: 'https://files.example.com' } },
    'https://files.example.com/',
  ],
  [
    {
      endpoint: 'https://10-1-2-3.example.com',
      publicEndpoint: 'https://oss.example.com:8443',
    },
    'https://bkt.oss.example.com:8443/',
  ],
  [
    { endpoint: 'http://127.0.0.1:7071', publicEndpoint: 'https://files.example.com' },
    'https://files.example.com/bkt/',
  ],
  [
    {
      endpoint: 'https://oss-cn-hangzhou-internal.aliyuncs.com',
      publicEndpoint: 'https://oss-accelerate.aliyuncs.com',
      bucketDomains: { bkt: 'https://files.example.com' },
    },
    'https://files.example.com/',
  ],
])('keys of a bucket at %j are reached from outside under %s', async (place, url) => {
  const client = createOssClient({
    region: 'cn-hangzhou',
    credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
    ...place,
  });
  try {
    expect(await findPublicUrl(client, 'bkt')).toBe(url);
  } finally {
    await client.close();
  }
});
