import type { BucketFacts } from '@signpost/api-contract';
import { getBucketInfo, getBucketVersioning, isOssServiceError, type OssClient } from '@signpost/oss-client';
import { findPublicUrl } from './find-public-url.ts';

/** Facts of buckets, kept for minutes: calls on a bucket's configuration are throttled apart from all others. */
export interface BucketFactsCache {
  get(bucket: string): Promise<BucketFacts>;
  forget(bucket: string): void;
}

const keptMs = 5 * 60_000;

export function createBucketFacts(client: OssClient, now: () => number): BucketFactsCache {
  const kept = new Map<string, { until: number; facts: Promise<BucketFacts> }>();
  return {
    get(bucket) {
      const found = kept.get(bucket);
      if (found !== undefined && found.until > now()) return found.facts;
      const facts = readBucketFacts(client, bucket, now);
      kept.set(bucket, { until: now() + keptMs, facts });
      // A failure is not a fact: the next one asks again.
      facts.catch(() => {
        if (kept.get(bucket)?.facts === facts) kept.delete(bucket);
      });
      return facts;
    },
    forget: (bucket) => void kept.delete(bucket),
  };
}

async function readBucketFacts(client: OssClient, bucket: string, now: () => number): Promise<BucketFacts> {
  const [info, versioning] = await Promise.all([
    unlessForbidden(getBucketInfo(client, { bucket })),
    unlessForbidden(getBucketVersioning(client, { bucket })),
  ]);
  const publicUrl = await findPublicUrl(client, bucket);
  const status = versioning === undefined ? info?.versioning : (versioning.status ?? 'never');
  return {
    name: bucket,
    region: info?.region ?? client.placeOf(bucket).region,
    versioning: status === undefined ? 'unknown' : toVersioning(status),
    ...(info === undefined
      ? {}
      : { storageClass: info.storageClass, blockPublicAccess: info.blockPublicAccess }),
    ...(info?.acl === undefined ? {} : { acl: info.acl }),
    hierarchicalNamespace: info?.hierarchicalNamespace ?? false,
    publicUrl,
    checkedAt: new Date(now()).toISOString(),
  };
}

function toVersioning(status: 'Enabled' | 'Suspended' | 'never'): BucketFacts['versioning'] {
  if (status === 'never') return 'never';
  return status === 'Enabled' ? 'enabled' : 'suspended';
}

/** Keys limited to objects may not ask about the bucket; everything else is a failure. */
async function unlessForbidden<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isOssServiceError(error, 'AccessDenied') && error.detail.fields['Endpoint'] === undefined)
      return undefined;
    throw error;
  }
}
