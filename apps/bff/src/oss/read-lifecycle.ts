import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import { OssError, type OssClient } from '@signpost/oss-client';
import type { BucketFactsCache } from './bucket-facts.ts';

/** How long a person waits for a bucket to tell its rules; what it tells later is there for the next. */
const waitMs = 400;

/** Answers that somebody waited for in vain; they may have come since. */
const slow = new WeakSet<Promise<unknown>>();

/**
 * Lifecycle rules of a bucket for something that is told without them as well. Undefined where they are not known: they
 * may not be read, could not be, or OSS takes too long to tell them.
 */
export async function readLifecycle(
  { facts, client }: { facts: BucketFactsCache; client?: OssClient },
  bucket: string,
  most = waitMs,
): Promise<readonly LifecycleRule[] | undefined> {
  const asked = facts.lifecycle(bucket, client);
  const late = Promise.withResolvers<undefined>();
  const giveUp = (): void => {
    slow.add(asked);
    late.resolve(undefined);
  };
  // One waits for an answer that does not come, not each row of a plan after another.
  const timer = setTimeout(giveUp, slow.has(asked) ? 0 : most);
  try {
    return await Promise.race([asked, late.promise]);
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
