import { expect, test } from 'vitest';
import { toOssutilLocation } from './ossutil-place.ts';

test('the endpoint is the address of the bucket without the bucket', () => {
  expect(
    toOssutilLocation({
      name: 'acme',
      publicUrl: 'https://acme.oss-cn-hangzhou.aliyuncs.com/',
      region: 'cn-hangzhou',
    }),
  ).toEqual({ endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', region: 'cn-hangzhou', pathStyle: false });
});

test('a bucket that stands in the path is said to', () => {
  expect(
    toOssutilLocation({ name: 'acme', publicUrl: 'http://127.0.0.1:9000/acme/', region: 'cn-hangzhou' }),
  ).toEqual({ endpoint: 'http://127.0.0.1:9000', region: 'cn-hangzhou', pathStyle: true });
});

test('nothing is made up before the facts of the bucket are known', () => {
  expect(toOssutilLocation(undefined)).toBeUndefined();
});
