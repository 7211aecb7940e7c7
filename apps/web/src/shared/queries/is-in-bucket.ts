import type { BucketRef } from '../lib/key-ref.ts';

export function isInBucket(written: BucketRef, { connection, bucket }: BucketRef): boolean {
  return written.connection === connection && written.bucket === bucket;
}
