import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import { OssError, type OssClient } from '@signpost/oss-client';
import type { BucketFactsCache } from './bucket-facts.ts';

/** How long a person waits for a bucket to tell its rules; what it tells later is there for the next. */
const waitMs = 400;

/**
 * Lifecycle rules of a bucket for something that is told without them as well. Undefined where they are not known: they
 * may not be read, could not be, or OSS takes too long to tell them.
 */
export async function readLifecycle(
  { facts, client }: { facts: BucketFactsCache; client?: OssClient },
  bucket: string,
  most = waitMs,
): Promise<readonly LifecycleRule[] | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(late.resolve, most, undefined);
  try {
    return await Promise.race([facts.lifecycle(bucket, client), late.promise]);
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
