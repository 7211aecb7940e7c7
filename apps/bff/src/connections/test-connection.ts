import { randomUUID } from 'node:crypto';
import type { BucketTrait, ConnectionCheck, ConnectionTest } from '@signpost/api-contract';
import {
  getBucketInfo,
  getBucketLifecycle,
  getBucketVersioning,
  getBucketWebsite,
  getBucketWorm,
  getObjectAcl,
  getObjectTagging,
  getSymlink,
  isOssServiceError,
  listBuckets,
  listObjectsV2,
  type OssClient,
} from '@signpost/oss-client';
import pMap from 'p-map';
import type { ConnectionSpec } from '../config/config.ts';
import { toProblem } from '../problems/to-problem.ts';
import type { RenewedKeys } from './keys/renewed-keys.ts';
import { toPolicy, type PolicyBucket } from './to-policy.ts';

interface Trial {
  spec: ConnectionSpec;
  client: OssClient;
  keys: RenewedKeys;
  /** Buckets to look into; some of those that are listed when absent. */
  buckets: readonly string[] | undefined;
  /** Whether the policy allows writing. */
  writable: boolean;
  signal: AbortSignal;
}

type BucketTest = ConnectionTest['buckets'][number];

const mostListed = 10;
const bucketsInFlight = 3;
/** Without these there is nothing to see. */
const needed: ReadonlySet<string> = new Set(['oss:ListObjects', 'oss:GetObject']);
/** Found out by writing alone, which a test does not do. */
const untried = ['oss:PutObject', 'oss:DeleteObject', 'oss:PutObjectTagging', 'oss:PutObjectAcl'];

/** Tries a connection by reading alone, and tells what works, what is missing, and what changes the meaning of links. */
export async function testConnection(trial: Trial): Promise<ConnectionTest> {
  const { client, keys, spec, signal } = trial;
  const address = await check('address', () => client.headUnsigned(`${spec.config.endpoint}/`, signal));
  const credential =
    address.outcome === 'ok' ? await check('credential', async () => keys.get()) : untriedCheck('credential');
  const isReached = credential.outcome === 'ok';
  const listing = isReached ? await listSome(trial) : { checks: [], names: [] };
  const isRefused = listing.checks.some(({ outcome }) => outcome === 'failed');
  const buckets = isRefused
    ? []
    : await pMap(listing.names, (bucket) => testBucket(trial, bucket), { concurrency: bucketsInFlight });
  const checks = [address, credential, ...listing.checks];
  const missing = [...checks, ...buckets.flatMap((bucket) => bucket.checks)]
    .filter(({ outcome }) => outcome === 'denied')
    .map(({ name }) => name);
  const endsAt = keys.endsAt();
  return {
    works: isReached && !isRefused && buckets.length > 0 && buckets.every(isUsable),
    checks,
    ...(endsAt === undefined ? {} : { keysEndAt: new Date(endsAt).toISOString() }),
    buckets,
    missing: [...new Set(missing)],
    policy: toPolicy({
      buckets: toPolicyBuckets(trial, listing.names),
      listsBuckets: spec.config.buckets === undefined,
      writable: trial.writable,
    }),
  };
}

function isUsable({ checks }: BucketTest): boolean {
  return checks.every(({ name, outcome }) => !needed.has(name) || outcome === 'ok');
}

async function listSome({
  client,
  spec,
  buckets,
  signal,
}: Trial): Promise<{ checks: ConnectionCheck[]; names: string[] }> {
  const named = spec.config.buckets?.map(({ name }) => name);
  if (named !== undefined) return { checks: [], names: [...(buckets ?? named.slice(0, mostListed))] };
  let listed: string[] = [];
  const found = await check('oss:ListBuckets', async () => {
    const answer = await listBuckets(client, { maxKeys: mostListed, signal });
    listed = answer.buckets.map(({ name }) => name);
  });
  return { checks: [found], names: [...(buckets ?? listed)] };
}

async function testBucket({ client, spec, signal }: Trial, bucket: string): Promise<BucketTest> {
  const traits = new Set<BucketTrait>();
  const prefix = spec.config.buckets?.find(({ name }) => name === bucket)?.startPrefixes[0] ?? '';
  // Nothing is stored there: OSS answers that only to those who may read.
  const input = { bucket, key: `${prefix}signpost-test-${randomUUID()}`, signal };
  const note = (trait: BucketTrait, isSo: boolean | undefined): void => {
    if (isSo === true) traits.add(trait);
  };
  const tried = [
    await check('oss:GetBucketInfo', async () => {
      const info = await getBucketInfo(client, { bucket, signal });
      note('hierarchical', info.hierarchicalNamespace);
      note('public-access-blocked', info.blockPublicAccess);
    }),
    await check('oss:ListObjects', () => listObjectsV2(client, { bucket, prefix, maxKeys: 1, signal })),
    await check('oss:GetObject', () => unlessAbsent(getSymlink(client, input))),
    await check('oss:GetObjectTagging', () => unlessAbsent(getObjectTagging(client, input))),
    await check('oss:GetObjectAcl', () => unlessAbsent(getObjectAcl(client, input))),
    await check('oss:GetBucketVersioning', async () => {
      const { status } = await getBucketVersioning(client, { bucket, signal });
      note('versioned', status === 'Enabled');
      note('versioning-suspended', status === 'Suspended');
    }),
    await check('oss:GetBucketWorm', async () => {
      note('retention', (await unlessUnset(getBucketWorm(client, { bucket, signal }))) !== undefined);
    }),
    await check('oss:GetBucketLifecycle', async () => {
      const rules = await unlessUnset(getBucketLifecycle(client, { bucket, signal }));
      note('lifecycle', rules !== undefined && rules.length > 0);
    }),
    await check('oss:GetBucketWebsite', async () => {
      const rules = await unlessUnset(getBucketWebsite(client, { bucket, signal }));
      note(
        'mirror',
        rules?.some(({ isMirror }) => isMirror),
      );
    }),
  ];
  return {
    name: bucket,
    region: client.placeOf(bucket).region,
    checks: [...tried, ...untried.map(untriedCheck)],
    traits: [...traits],
  };
}

/** A right to read is shown by the answer that nothing is there, too. */
async function unlessAbsent(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (!isOssServiceError(error) || error.detail.status !== 404 || isBucketGone(error.detail.code))
      throw error;
  }
}

/** Settings that a bucket does not have are answered as 404. */
async function unlessUnset<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isOssServiceError(error) && error.detail.status === 404 && !isBucketGone(error.detail.code))
      return undefined;
    throw error;
  }
}

function isBucketGone(code: string): boolean {
  return code === 'NoSuchBucket';
}

async function check(name: string, tried: () => unknown): Promise<ConnectionCheck> {
  const from = performance.now();
  const ms = (): number => Math.round(performance.now() - from);
  try {
    await tried();
    return { name, outcome: 'ok', ms: ms() };
  } catch (error) {
    const { code, detail, upstream } = toProblem(error, '');
    return {
      name,
      outcome: code === 'oss-access-denied' ? 'denied' : 'failed',
      problem: code,
      ...toDetail(detail ?? upstream?.ossMessage, upstream?.ossEc),
      ms: ms(),
    };
  }
}

function toDetail(text: string | undefined, ec: string | undefined): { detail?: string } {
  const parts = [text, ec === undefined ? undefined : `EC ${ec}`].filter((part) => part !== undefined);
  return parts.length === 0 ? {} : { detail: parts.join(' · ') };
}

function untriedCheck(name: string): ConnectionCheck {
  return { name, outcome: 'not-tried', ms: 0 };
}

function toPolicyBuckets({ spec }: Trial, names: readonly string[]): PolicyBucket[] {
  return names.map((name) => ({
    name,
    prefixes: spec.config.buckets?.find((bucket) => bucket.name === name)?.startPrefixes ?? [],
  }));
}
