import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import type { OssClient } from '@signpost/oss-client';
import { answerInTime } from './answer-in-time.ts';
import type { BucketFactsCache } from './bucket-facts.ts';

/**
 * Lifecycle rules of a bucket for something that is told without them as well. Undefined where they are not known: they
 * may not be read, could not be, or OSS takes too long to tell them.
 */
export function readLifecycle(
  { facts, client }: { facts: BucketFactsCache; client?: OssClient },
  bucket: string,
  most?: number,
): Promise<readonly LifecycleRule[] | undefined> {
  return answerInTime(facts.lifecycle(bucket, client), most);
}
