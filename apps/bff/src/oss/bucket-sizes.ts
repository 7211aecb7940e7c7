import { getBucketStat, OssError, type OssClient } from '@signpost/oss-client';
import { keepRecent } from './keep-recent.ts';

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

interface KnownSize {
  until: number;
  keys: Promise<number | undefined>;
}

/** One GetBucketStat per bucket and hour, sent when somebody asks what a reading would cost. */
export function createBucketSizes(client: OssClient, now: () => number): BucketSizes {
  const kept = new Map<string, KnownSize>();
  return {
    get(bucket) {
      const found = kept.get(bucket);
      if (found !== undefined && found.until > now()) return found.keys;
      const size: KnownSize = { until: now() + keptMs, keys: readSize(client, bucket) };
      keepRecent(kept, { key: bucket, value: size, most: mostKept });
      size.keys.then(
        (keys) => {
          if (keys === undefined) size.until = now() + retryMs;
        },
        () => {
          if (kept.get(bucket) === size) kept.delete(bucket);
        },
      );
      return size.keys;
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
