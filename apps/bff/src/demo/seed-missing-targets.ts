import { pastObjects } from '@signpost/demo-data';
import type { IndexStore } from '../link-index/index-store.ts';

/** Lets the index know what was at targets that the demo never had: there was no scan that could have seen it. */
export async function seedMissingTargets(store: IndexStore, now: number): Promise<void> {
  for (const { bucket, key, size, storageClass, ageMs, seenAgoMs } of pastObjects) {
    const lastSeen = {
      size,
      storageClass,
      etag: '0'.repeat(32),
      lastModified: new Date(now - ageMs).toISOString(),
      seenAt: new Date(now - seenAgoMs).toISOString(),
    };
    await store.record(bucket, [{ key, lastSeen }]);
  }
}
