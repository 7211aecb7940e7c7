import { describe, expect, test } from 'vitest';

import { isLoopbackHost, parseVendorEndpoint, splitBucketHost, vendorEndpointHost } from './endpoint.ts';

describe('endpoints of the vendor', () => {
  test.each([
    ['oss-cn-hangzhou.aliyuncs.com', 'cn-hangzhou', false, false],
    ['oss-cn-hangzhou-internal.aliyuncs.com', 'cn-hangzhou', true, false],
    ['oss-us-west-1.aliyuncs.com', 'us-west-1', false, false],
    ['OSS-AP-SOUTHEAST-1-INTERNAL.ALIYUNCS.COM', 'ap-southeast-1', true, false],
    ['cn-hangzhou.oss.aliyuncs.com', 'cn-hangzhou', false, false],
    ['oss-accelerate.aliyuncs.com', undefined, false, true],
    ['oss-accelerate-overseas.aliyuncs.com', undefined, false, true],
  ])('%s', (host, region, internal, accelerate) => {
    expect(parseVendorEndpoint(host)).toMatchObject({ region, internal, accelerate });
  });

  test.each([
    'oss-cn-hangzhou.aliyuncs.com.evil.example',
    'evil.example',
    'aliyuncs.com',
    'bucket.oss-cn-hangzhou.aliyuncs.com',
    'oss-cn-hangzhou.evilaliyuncs.com',
    'sts.aliyuncs.com',
    '100.100.100.200',
  ])('%s is none', (host) => {
    expect(parseVendorEndpoint(host)).toBeUndefined();
  });

  test('names are built as they are read', () => {
    expect(vendorEndpointHost('cn-shanghai')).toBe('oss-cn-shanghai.aliyuncs.com');
    expect(vendorEndpointHost('cn-shanghai', { internal: true })).toBe(
      'oss-cn-shanghai-internal.aliyuncs.com',
    );
  });
});

describe('bucket hosts', () => {
  test.each([
    ['test-bkt.oss-cn-hangzhou.aliyuncs.com', 'test-bkt', 'oss-cn-hangzhou.aliyuncs.com'],
    ['test-bkt.cn-hangzhou.oss.aliyuncs.com', 'test-bkt', 'cn-hangzhou.oss.aliyuncs.com'],
    ['.oss-cn-hangzhou.aliyuncs.com', undefined, 'oss-cn-hangzhou.aliyuncs.com'],
    ['oss-cn-hangzhou.aliyuncs.com', undefined, 'oss-cn-hangzhou.aliyuncs.com'],
    ['test-bkt.localhost', 'test-bkt', 'localhost'],
    ['test-bkt.oss.localhost', 'test-bkt', 'oss.localhost'],
    ['oss.localhost', undefined, 'oss.localhost'],
    ['localhost', undefined, 'localhost'],
  ])('%s', (host, bucket, endpoint) => {
    expect(splitBucketHost(host, ['localhost', 'oss.localhost'])).toEqual({ bucket, endpoint });
  });

  test.each(['127.0.0.1', 'a.b.localhost', 'UPPER_.localhost', 'files.example.com'])('%s is none', (host) => {
    expect(splitBucketHost(host, ['localhost'])).toBeUndefined();
  });
});

describe('this machine', () => {
  test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.0.0.2', '127.255.255.255', '::1', '[::1]'])(
    'is %s',
    (host) => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  test.each([
    '127.evil.com',
    '127.0.0.1.evil.com',
    'evil.com#127.0.0.1',
    'localhost.evil.com',
    'localhost.',
    '127.0.0.256',
    '127.0.0.999',
    '127.0.0',
    '127.0.0.1.1',
    '1127.0.0.1',
    '10.0.0.1',
    '::',
    '[::]',
    '',
    '127.0.0.1\n',
    '[::1',
    '::1]',
  ])('is not %j', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});
