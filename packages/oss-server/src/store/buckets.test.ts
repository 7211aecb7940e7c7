import { afterAll, describe, expect, test } from 'vitest';

import { createFixture } from './store.fixture.ts';

const { store, newBucket, close } = createFixture();
afterAll(close);

describe('what is remembered of buckets', () => {
  test('follows a change within its commit for writers, and after it for readers', async () => {
    const name = newBucket();
    const bucket = store.read.buckets.find(name)!;
    expect(store.read.buckets.setting(bucket, 'policy')).toBeUndefined();
    const seenByWriters: unknown[] = [];
    const first = store.write(({ buckets }) => {
      seenByWriters.push(buckets.find(name)!.acl, buckets.setting(bucket, 'policy'));
      buckets.update(bucket, { acl: 'public-read' });
      buckets.setSetting(bucket, 'policy', { body: 'one', now: 1 });
    });
    const second = store.write(({ buckets }) => {
      seenByWriters.push(buckets.find(name)!.acl, buckets.setting(bucket, 'policy'));
    });
    // Both writes are done, neither is committed.
    expect(store.read.buckets.find(name)!.acl).toBe('private');
    expect(store.read.buckets.setting(bucket, 'policy')).toBeUndefined();
    await Promise.all([first, second]);
    expect(seenByWriters).toEqual(['private', undefined, 'public-read', 'one']);
    expect(store.read.buckets.find(name)!.acl).toBe('public-read');
    expect(store.read.buckets.setting(bucket, 'policy')).toBe('one');
    await store.write(({ buckets }) => buckets.setSetting(bucket, 'policy', undefined));
    expect(store.read.buckets.setting(bucket, 'policy')).toBeUndefined();
  });

  test('shows nothing of a failed write to any reader, within the same commit or after it', async () => {
    const name = newBucket();
    const bucket = store.read.buckets.find(name)!;
    const failing = store.write(({ buckets }) => {
      buckets.update(bucket, { versioning: 'Enabled' });
      buckets.setSetting(bucket, 'worm', { body: 'kept', now: 1 });
      expect(buckets.setting(bucket, 'worm')).toBe('kept');
      throw new Error('changed its mind');
    });
    const look = store.write(({ buckets }) => [
      buckets.find(name)?.versioning,
      buckets.setting(bucket, 'worm'),
    ]);
    await expect(failing).rejects.toThrow('changed its mind');
    expect(await look).toEqual([undefined, undefined]);
    const later = store.write(({ buckets }) => [
      buckets.find(name)?.versioning,
      buckets.setting(bucket, 'worm'),
    ]);
    expect(await later).toEqual([undefined, undefined]);
  });

  test('is gone with the bucket, also when its name is used again', async () => {
    const name = newBucket();
    const bucket = store.read.buckets.find(name)!;
    store.writeNow(({ buckets }) => buckets.setSetting(bucket, 'policy', { body: 'old', now: 1 }));
    expect(store.read.buckets.setting(bucket, 'policy')).toBe('old');
    store.writeNow(({ buckets }) => buckets.remove(bucket));
    expect(store.read.buckets.find(name)).toBeUndefined();
    store.writeNow(({ buckets }) => buckets.insert({ ...bucket, acl: 'public-read' }));
    const again = store.read.buckets.find(name)!;
    expect(again.acl).toBe('public-read');
    expect(store.read.buckets.setting(again, 'policy')).toBeUndefined();
  });
});
