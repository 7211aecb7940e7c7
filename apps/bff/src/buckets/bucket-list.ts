import type { Bucket } from '@signpost/api-contract';
import { listBuckets, type OssClient } from '@signpost/oss-client';
import type { ConfiguredBucket } from '../config/config.ts';

/** The buckets of one connection, kept for a minute: ListBuckets is throttled apart from all other calls. */
export interface BucketList {
  list(signal?: AbortSignal): Promise<Bucket[]>;
}

const keptMs = 60_000;

interface BucketListOptions {
  client: OssClient;
  /** When given, buckets are not listed: these are all there is. */
  configured?: readonly ConfiguredBucket[] | undefined;
  now: () => number;
}

export function createBucketList({ client, configured, now }: BucketListOptions): BucketList {
  let kept: { until: number; buckets: Bucket[] } | undefined;
  return {
    async list(signal) {
      if (configured !== undefined) return configured.map(toBucket);
      if (kept !== undefined && kept.until > now()) return kept.buckets;
      const buckets = await readBuckets(client, signal);
      // Who sees none goes and makes one, and wants to see that at once.
      if (buckets.length > 0) kept = { until: now() + keptMs, buckets };
      return buckets;
    },
  };
}

/** ListBuckets pages by 1,000, and an account holds at most a few hundred per region. */
export async function readBuckets(client: OssClient, signal?: AbortSignal): Promise<Bucket[]> {
  const items: Bucket[] = [];
  let marker: string | undefined;
  do {
    const page = await listBuckets(client, { signal, marker });
    for (const bucket of page.buckets) {
      items.push({
        name: bucket.name,
        region: bucket.region,
        createdAt: bucket.creationDate.toISOString(),
        storageClass: bucket.storageClass,
        hierarchicalNamespace: bucket.hierarchicalNamespace,
        startPrefixes: [],
      });
    }
    marker = page.isTruncated ? page.nextMarker : undefined;
  } while (marker !== undefined);
  return items;
}

export function toBucket({ name, startPrefixes }: ConfiguredBucket): Bucket {
  return { name, startPrefixes, hierarchicalNamespace: false };
}
