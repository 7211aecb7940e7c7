import { posix } from 'node:path';
import {
  getObject,
  isOssServiceError,
  listBucketInventory,
  listObjectsV2,
  type InventoryConfiguration,
  type OssClient,
} from '@signpost/oss-client';
import pMap from 'p-map';
import { ProblemError } from '../problems/problem-error.ts';
import { missingColumns, parseManifest, type InventoryManifest } from './inventory-manifest.ts';

/** Which bucket is asked about; `now` in milliseconds since 1970. */
export interface InventoryPlace {
  client: OssClient;
  bucket: string;
  now: number;
  signal?: AbortSignal | undefined;
}

/** The newest output of an inventory. */
export interface NewestInventory {
  configuration: InventoryConfiguration;
  /** Absent where a scan cannot use it. */
  newest?: { manifest: string; content: InventoryManifest };
  /** Why a scan cannot use it. */
  unusable?: 'switched-off' | 'filtered' | 'columns' | 'none-yet' | 'damaged' | 'not-readable';
  missingColumns: string[];
}

/** Inventories looked into at most: each costs a list and a read of its manifest. */
const most = 20;

/** A manifest names some hundred bytes for each of its files. */
const largestManifest = 16 * 1024 * 1024;

/** How far back the newest output is looked for first: a weekly inventory that did not run for a month is old. */
const recentMs = 40 * 24 * 3_600_000;

/**
 * The inventories of a bucket with their newest manifests. Costs a list of them, and a list and a read for each.
 * @param mayRead whether the files in that bucket may be read for whoever asks
 * @throws OssError
 */
export async function findInventories(
  place: InventoryPlace,
  mayRead: (bucket: string) => boolean,
): Promise<NewestInventory[]> {
  const { configurations } = await listBucketInventory(place.client, place);
  return pMap(configurations.slice(0, most), (one) => findNewest(place, one, mayRead), { concurrency: 4 });
}

/** The same of one of them. @throws OssError */
export async function findNewest(
  place: InventoryPlace,
  configuration: InventoryConfiguration,
  mayRead: (bucket: string) => boolean,
): Promise<NewestInventory> {
  const { enabled, prefix, isFiltered, fields, destination } = configuration;
  const missing = missingColumns(['Key', ...fields]);
  const told = { configuration, missingColumns: missing };
  if (prefix !== '' || isFiltered) return { ...told, unusable: 'filtered' };
  if (missing.length > 0) return { ...told, unusable: 'columns' };
  if (!mayRead(destination.bucket)) return { ...told, unusable: 'not-readable' };
  try {
    const manifest = await findManifest(place, configuration);
    if (manifest === undefined) return { ...told, unusable: enabled ? 'none-yet' : 'switched-off' };
    const content = await readManifest(place, { bucket: destination.bucket, manifest });
    return { ...told, newest: { manifest, content } };
  } catch (error) {
    if (isOssServiceError(error, 'AccessDenied', 'NoSuchBucket'))
      return { ...told, unusable: 'not-readable' };
    if (error instanceof ProblemError) return { ...told, unusable: 'damaged' };
    throw error;
  }
}

/** Key of the newest manifest; OSS writes it when the files it names are there. */
async function findManifest(
  { client, bucket, now, signal }: InventoryPlace,
  { id, destination }: InventoryConfiguration,
): Promise<string | undefined> {
  const base = posix.join(destination.prefix.replace(/\/+$/, ''), bucket, id, '/');
  const find = async (startAfter: string | undefined): Promise<string | undefined> => {
    let found: string | undefined;
    let continuationToken: string | undefined;
    do {
      const page = await listObjectsV2(client, {
        bucket: destination.bucket,
        prefix: base,
        startAfter,
        continuationToken,
        signal,
      });
      for (const { key } of page.objects) if (isManifest(key.slice(base.length))) found = key;
      continuationToken = page.nextContinuationToken;
    } while (continuationToken !== undefined);
    return found;
  };
  const recent = new Date(now - recentMs).toISOString().slice(0, 10);
  return (await find(base + recent)) ?? (await find(undefined));
}

/** `2026-03-01T00-00Z/manifest.json`: the first folder in key order is the oldest. */
const isManifest = (name: string): boolean => /^\d{4}-\d\d-\d\dT\d\d-\d\dZ\/manifest\.json$/.test(name);

/** Reads a manifest. @throws ProblemError `inventory-missing`, `inventory-damaged`, `inventory-unsuitable`; OssError */
export async function readManifest(
  { client, bucket, now, signal }: InventoryPlace,
  at: { bucket: string; manifest: string },
): Promise<InventoryManifest> {
  const { body } = await openInventoryObject(client, { bucket: at.bucket, key: at.manifest, signal });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestManifest)
      throw new ProblemError('inventory-damaged', { detail: 'The manifest is too large.' });
    chunks.push(chunk);
  }
  return parseManifest(Buffer.concat(chunks).toString('utf8'), { bucket, now });
}

/** Opens a file of an inventory. @throws ProblemError `inventory-missing`; OssError */
export async function openInventoryObject(
  client: OssClient,
  input: { bucket: string; key: string; signal?: AbortSignal | undefined },
): ReturnType<typeof getObject> {
  try {
    return await getObject(client, input);
  } catch (error) {
    if (isOssServiceError(error, 'NoSuchKey', 'NoSuchBucket'))
      throw new ProblemError('inventory-missing', { detail: `${input.key} is not there.` }, { cause: error });
    throw error;
  }
}
