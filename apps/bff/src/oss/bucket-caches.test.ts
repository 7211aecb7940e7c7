import { OssRuleError } from '@signpost/oss-protocol/rules';
import { createOssClient, type OssClient } from '@signpost/oss-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startOss, type RunningOss } from '../testing/stack.ts';
import { createBucketFacts } from './bucket-facts.ts';
import { createBucketSizes } from './bucket-sizes.ts';

let oss: RunningOss;
let client: OssClient;
let calls = 0;
beforeAll(async () => {
  oss = await startOss();
  client = createOssClient({
    endpoint: oss.url,
    region: oss.region,
    credentials: oss.credential,
    onCall: () => {
      calls += 1;
    },
  });
  oss.admin.putBucket({ name: 'kept' });
});
afterAll(async () => {
  await client.close();
  await oss.stop();
});
beforeEach(() => {
  calls = 0;
});

describe('sizes of buckets', () => {
  test('of a name that no bucket can have are an error to who asks, and nothing else', async () => {
    const sizes = createBucketSizes(client, Date.now);
    await expect(sizes.get('A_B')).rejects.toBeInstanceOf(OssRuleError);
    await expect(sizes.get('A_B')).rejects.toBeInstanceOf(OssRuleError);
    // A promise that nobody holds would end the process here.
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('are asked for once, also where OSS does not tell', async () => {
    const sizes = createBucketSizes(client, Date.now);
    expect(await sizes.get('kept')).toBe(0);
    expect(await sizes.get('kept')).toBe(0);
    expect(await sizes.get('not-there')).toBeUndefined();
    expect(await sizes.get('not-there')).toBeUndefined();
    expect(calls).toBe(2);
  });

  test('are not kept for ever: names asked later push out the oldest', async () => {
    const sizes = createBucketSizes(client, Date.now);
    await sizes.get('kept');
    for (let n = 0; n < 1000; n += 1) await sizes.get(`No_${n}`).catch(() => undefined);
    calls = 0;
    await sizes.get('kept');
    expect(calls).toBe(0);
    // Impossible names are dropped at once; possible ones stay until there are too many.
    for (let n = 0; n < 50; n += 1) {
      await Promise.all(Array.from({ length: 20 }, (_, i) => sizes.get(`name-${n}-${i}`)));
    }
    calls = 0;
    await sizes.get('kept');
    expect(calls).toBe(1);
  });
});

describe('facts of buckets', () => {
  test('are read once, and again through another client only while they are not known', async () => {
    const facts = createBucketFacts(client, Date.now);
    const writer = { ...client };
    const [first, second] = await Promise.all([facts.get('kept'), facts.get('kept')]);
    expect(first).toBe(second);
    // Information, versioning, retention.
    expect(calls).toBe(3);
    expect(await facts.get('kept', writer)).toBe(first);
    expect(calls).toBe(3);
    facts.forget('kept');
    const [hanging, own] = await Promise.all([facts.get('kept'), facts.get('kept', writer)]);
    expect(hanging).not.toBe(own);
    expect(calls).toBe(9);
  });

  test('that could not be read are asked for again', async () => {
    const facts = createBucketFacts(client, Date.now);
    await expect(facts.get('not-yet')).rejects.toMatchObject({ code: 'NoSuchBucket' });
    oss.admin.putBucket({ name: 'not-yet' });
    expect(await facts.get('not-yet')).toMatchObject({ name: 'not-yet' });
  });
});
