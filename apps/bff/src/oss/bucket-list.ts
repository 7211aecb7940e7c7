import type { Bucket } from '@signpost/api-contract';
import { listBuckets, type ListedBucket, type OssClient } from '@signpost/oss-client';
import type { ConfiguredBucket } from '../config/config.ts';
import { pageLimit } from './page-limit.ts';
import { ProblemError } from '../problems/problem-error.ts';

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

/** An account holds at most a few hundred buckets per region; beyond this, those that matter are named. */
const mostBuckets = 10_000;

/** @throws OssError; ProblemError when the list does not end */
export async function readBuckets(client: OssClient, signal?: AbortSignal): Promise<Bucket[]> {
  const items: Bucket[] = [];
  let marker: string | undefined;
  for (let page = 0; page < pageLimit(mostBuckets) && items.length < mostBuckets; page += 1) {
    const { buckets, isTruncated, nextMarker } = await listBuckets(client, { signal, marker });
    for (const bucket of buckets) items.push(toListed(bucket));
    if (!isTruncated) return items;
    marker = nextMarker;
  }
  throw new ProblemError('oss-answer-invalid', {
    detail: `ListBuckets: the list does not end with ${items.length} buckets. Name those that are needed in OSS_BUCKETS.`,
    params: { operation: 'ListBuckets' },
  });
}

function toListed(bucket: ListedBucket): Bucket {
  return {
    name: bucket.name,
    region: bucket.region,
    createdAt: bucket.creationDate.toISOString(),
    storageClass: bucket.storageClass,
    hierarchicalNamespace: bucket.hierarchicalNamespace,
    startPrefixes: [],
  };
}

export function toBucket({ name, startPrefixes }: ConfiguredBucket): Bucket {
  return { name, startPrefixes, hierarchicalNamespace: false };
}
