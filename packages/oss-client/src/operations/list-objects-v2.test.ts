import { describe, expect, test } from 'vitest';

import { listBuckets } from './list-buckets.ts';
import { listObjectsV2 } from './list-objects-v2.ts';
import { connectTo, EMPTY_LIST, isSignedFor, startStubOss } from '../testing/stub-oss.ts';
describe('lists', () => {
  test('always send prefix, delimiter and the URL encoding', async () => {
    const oss = await startStubOss((_, response) => {
      response.end(EMPTY_LIST);
    });
    const client = connectTo(oss.endpoint);
    await listObjectsV2(client, { bucket: 'bkt' });
    await listObjectsV2(client, {
      bucket: 'bkt',
      prefix: 'dir a/+',
      delimiter: '/',
      startAfter: 'ignored',
      continuationToken: 'CgJiYw--',
      maxKeys: 5,
      fetchOwner: true,
    });
    expect(oss.seen[0]?.target).toBe('/bkt/?list-type=2&prefix&delimiter&max-keys=1000&encoding-type=url');
    expect(oss.seen[1]?.target).toBe(
      '/bkt/?list-type=2&continuation-token=CgJiYw--&fetch-owner=true&prefix=dir%20a%2F%2B&delimiter=%2F&max-keys=5&encoding-type=url',
    );
    expect(oss.seen.every((request) => isSignedFor(request, { bucket: 'bkt' }))).toBe(true);
    await expect(listObjectsV2(client, { bucket: 'bkt', maxKeys: 1001 })).rejects.toThrow(RangeError);
  });

  test('of buckets carry the resource group, and every call the requester', async () => {
    const oss = await startStubOss((_, response) => {
      response.end('<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>');
    });
    const client = connectTo(oss.endpoint, { resourceGroupId: 'rg-acfm', requestPayer: true });
    expect((await listBuckets(client, { prefix: 'my', marker: 'my-a' })).buckets).toEqual([]);
    expect(oss.seen[0]?.target).toBe('/?max-keys=1000&prefix=my&marker=my-a');
    expect(oss.seen[0]?.headers.get('x-oss-resource-group-id')).toBe('rg-acfm');
    expect(oss.seen[0]?.headers.get('x-oss-request-payer')).toBe('requester');
    expect(isSignedFor(oss.seen[0]!, {})).toBe(true);
  });
});
