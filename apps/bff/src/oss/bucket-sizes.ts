import { getBucketStat, OssError, type OssClient } from '@signpost/oss-client';
import { LRUCache } from 'lru-cache';

/** About how many keys each bucket holds. OSS takes these numbers once an hour itself, so an hour is how long they are kept. */
export interface BucketSizes {
  /** Undefined where OSS does not say, or may not be asked. */
  get(bucket: string): Promise<number | undefined>;
}

const keptMs = 3_600_000;
/** After a refusal: it may be a passing one. */
const retryMs = 5 * 60_000;
/** The one asked for longest ago makes room. */
const mostKept = 1000;

/** One GetBucketStat per bucket and hour, sent when somebody asks what a reading would cost. */
export function createBucketSizes(client: OssClient, now: () => number): BucketSizes {
  const kept = new LRUCache<string, Promise<number | undefined>>({
    max: mostKept,
    ttl: keptMs,
    perf: { now },
    ttlResolution: 0,
  });
  return {
    get(bucket) {
      const found = kept.get(bucket);
      if (found !== undefined) return found;
      const size = readSize(client, bucket);
      kept.set(bucket, size);
      size.then(
        (keys) => {
          if (keys === undefined && kept.peek(bucket) === size) kept.set(bucket, size, { ttl: retryMs });
        },
        () => {
          if (kept.peek(bucket) === size) kept.delete(bucket);
        },
      );
      return size;
    },
  };
}

/** An estimate is not worth a failure: the reading itself says what is wrong. */
async function readSize(client: OssClient, bucket: string): Promise<number | undefined> {
  try {
    return (await getBucketStat(client, { bucket })).objectCount;
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  }
}
