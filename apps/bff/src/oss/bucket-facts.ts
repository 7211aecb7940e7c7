import type { BucketFacts } from '@signpost/api-contract';
import type { LifecycleRule, RoutingRule } from '@signpost/oss-protocol/rules';
import {
  getBucketArchiveDirectRead,
  getBucketInfo,
  getBucketLifecycle,
  getBucketVersioning,
  getBucketWebsite,
  getBucketWorm,
  isOssServiceError,
  type OssClient,
} from '@signpost/oss-client';
import { LRUCache } from 'lru-cache';
import { findPublicUrl } from './find-public-url.ts';

/** Facts of buckets, kept for minutes: calls on a bucket's configuration are throttled apart from all others. */
export interface BucketFactsCache {
  /** @param through the client that asks where they are not known, unless the connection's own */
  get(bucket: string, through?: OssClient): Promise<BucketFacts>;
  forget(bucket: string): void;
  /** Whether objects of the class Archive are read without a restore; asked only where one was met. */
  readsArchiveDirectly(bucket: string): Promise<boolean>;
  /**
   * The lifecycle rules in force, without what keeps nobody from reading: where the bucket reads Archive without a
   * restore, transitions to that class. Where a retention policy delays deleting, they say so. Undefined where they may
   * not be read.
   * @param through as for `get`
   */
  lifecycle(bucket: string, through?: OssClient): Promise<readonly LifecycleRule[] | undefined>;
  /**
   * The routing rules of its website settings, mirror rules among them; asked only where a missing target was met.
   * Undefined where they may not be read.
   * @param through as for `get`
   */
  routingRules(bucket: string, through?: OssClient): Promise<readonly RoutingRule[] | undefined>;
}

const keptMs = 5 * 60_000;
/** More buckets than anybody works with at a time; the one asked for longest ago makes room. */
const mostKept = 1000;

interface KeptFacts {
  facts: Promise<BucketFacts>;
  through: OssClient;
  isRead: boolean;
}

export function createBucketFacts(client: OssClient, now: () => number): BucketFactsCache {
  const options = { max: mostKept, ttl: keptMs, perf: { now }, ttlResolution: 0 };
  const kept = new LRUCache<string, KeptFacts>(options);
  const readsDirectly = keepAnswers(options, async (bucket, through: OssClient = client) => {
    const answer = await unlessRefused(getBucketArchiveDirectRead(through, { bucket }));
    return answer ?? false;
  });
  const lifecycle = keepAnswers(options, async (bucket, through: OssClient = client) => {
    const rules = await unlessRefused(getBucketLifecycle(through, { bucket }));
    if (rules === undefined) return undefined;
    const isDirect = rules.some(toArchive) && (await readsDirectly(bucket, through));
    const keptDays = rules.some(deletes) ? await readKeptDays(through, bucket) : undefined;
    return rules.map((rule) => ({
      ...rule,
      transitions: isDirect
        ? rule.transitions.filter(({ storageClass }) => storageClass !== 'Archive')
        : rule.transitions,
      ...(keptDays === undefined ? {} : { keptDays }),
    }));
  });
  const routingRules = keepAnswers(options, (bucket, through: OssClient = client) =>
    unlessRefused(getBucketWebsite(through, { bucket })),
  );
  return {
    get(bucket, through = client) {
      const found = kept.get(bucket);
      // A writer does not join what waits behind the reads of others.
      if (found !== undefined && (found.isRead || found.through === through)) return found.facts;
      const facts = readBucketFacts(through, bucket, now);
      const entry: KeptFacts = { facts, through, isRead: false };
      kept.set(bucket, entry);
      facts.then(
        () => {
          entry.isRead = true;
        },
        // A failure is not a fact: the next one asks again.
        () => {
          if (kept.peek(bucket) === entry) kept.delete(bucket);
        },
      );
      return facts;
    },
    forget(bucket) {
      kept.delete(bucket);
    },
    readsArchiveDirectly: (bucket) => readsDirectly(bucket),
    lifecycle,
    routingRules,
  };
}

function toArchive({ transitions }: LifecycleRule): boolean {
  return transitions.some(({ storageClass }) => storageClass === 'Archive');
}

function deletes({ expiration }: LifecycleRule): boolean {
  return expiration !== undefined;
}

/**
 * Days for which a retention policy keeps rules from deleting. Not told of a policy that may still be taken back, nor where
 * versions are or were kept: there, what becomes of an object is not documented, and the earlier warning is the safer one.
 */
async function readKeptDays(client: OssClient, bucket: string): Promise<number | undefined> {
  const retention = await unlessRefused(getBucketWorm(client, { bucket }));
  if (retention?.state !== 'Locked') return undefined;
  const versioning = await unlessRefused(getBucketVersioning(client, { bucket }));
  return versioning !== undefined && versioning.status === undefined ? retention.days : undefined;
}

/** Asks once for as long as answers are kept. A failure is not a fact: the next one asks again. */
function keepAnswers<T>(
  options: { max: number; ttl: number; perf: { now: () => number }; ttlResolution: number },
  ask: (bucket: string, through?: OssClient) => Promise<T>,
): (bucket: string, through?: OssClient) => Promise<T> {
  const kept = new LRUCache<string, Promise<T>>(options);
  return (bucket, through) => {
    const found = kept.get(bucket);
    if (found !== undefined) return found;
    const answer = ask(bucket, through);
    kept.set(bucket, answer);
    answer.catch(() => {
      if (kept.peek(bucket) === answer) kept.delete(bucket);
    });
    return answer;
  };
}

async function readBucketFacts(client: OssClient, bucket: string, now: () => number): Promise<BucketFacts> {
  const [info, versioning, retention] = await Promise.all([
    unlessForbidden(getBucketInfo(client, { bucket })),
    unlessForbidden(getBucketVersioning(client, { bucket })),
    unlessRefused(getBucketWorm(client, { bucket })),
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
    ...(retention === undefined ? {} : { retentionDays: retention.days }),
    publicUrl,
    checkedAt: new Date(now()).toISOString(),
  };
}

function toVersioning(status: 'Enabled' | 'Suspended' | 'never'): BucketFacts['versioning'] {
  if (status === 'never') return 'never';
  return status === 'Enabled' ? 'enabled' : 'suspended';
}

/** What a policy refuses to tell, or another service does not know, is told where it can be told. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isOssServiceError(error)) return undefined;
    throw error;
  }
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
