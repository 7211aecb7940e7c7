import {
  getBucketInventory,
  getMetaQueryStatus,
  isOssServiceError,
  type MetaQueryStatus,
} from '@signpost/oss-client';
import { ProblemError } from '../problems/problem-error.ts';
import { findInventories, findNewest, type NewestInventory } from './find-inventories.ts';
import type { IndexedConnection } from './indexed-connection.ts';
import { asOf, type SourceProgress } from './scan-store.ts';

/** Which bucket is to be scanned, and where its inventories may be read for whoever asks. */
export interface SourcesPlace {
  connection: IndexedConnection;
  bucket: string;
  mayRead: (bucket: string) => boolean;
}

/** What can feed a scan besides the list of all keys. */
export interface ScanSources {
  /** Undefined where OSS does not let them be listed. */
  inventories: (NewestInventory & { isOlder: boolean })[] | undefined;
  metaQuery: 'ready' | 'building' | 'closed' | 'not-readable';
}

/** Looks for the sources of a bucket; costs up to three calls for each inventory. @throws OssError */
export async function findSources({ connection, bucket, mayRead }: SourcesPlace): Promise<ScanSources> {
  const { client } = connection;
  const [inventories, metaQuery, read] = await Promise.all([
    findInventories({ client, bucket, now: connection.now() }, mayRead).catch(unlessDenied),
    readMetaQuery(connection, bucket),
    readSince({ connection, bucket }),
  ]);
  return {
    inventories: inventories?.map((one) => ({ ...one, isOlder: isOlder(one, read) })),
    metaQuery,
  };
}

export type WantedSource = { kind: 'list' } | { kind: 'inventory'; id: string } | { kind: 'meta-query' };

/**
 * Where a scan from a source begins; undefined for the list of all keys.
 * @throws ProblemError `inventory-missing`, `inventory-damaged`, `inventory-unsuitable`, `meta-query-closed`; OssError
 */
export async function toSource(
  { connection, bucket, mayRead }: SourcesPlace,
  wanted: WantedSource,
): Promise<SourceProgress | undefined> {
  const { client } = connection;
  if (wanted.kind === 'list') return undefined;
  if (wanted.kind === 'meta-query') {
    if ((await readMetaQuery(connection, bucket)) !== 'ready') throw new ProblemError('meta-query-closed');
    return { kind: 'meta-query' };
  }
  const { id } = wanted;
  const configuration = await getBucketInventory(client, { bucket, id });
  if (configuration === undefined)
    throw new ProblemError('inventory-missing', { detail: `There is no inventory ${id}.` });
  const found = await findNewest({ client, bucket, now: connection.now() }, configuration, mayRead);
  const { newest, unusable = 'older' } = found;
  if (unusable === 'damaged') throw new ProblemError('inventory-damaged');
  if (newest === undefined || isOlder(found, await readSince({ connection, bucket })))
    throw new ProblemError('inventory-unsuitable', { params: { reason: unusable } });
  return {
    kind: 'inventory',
    id,
    bucket: configuration.destination.bucket,
    manifest: newest.manifest,
    createdAt: newest.content.createdAt,
    checked: 0,
    file: 0,
    rows: 0,
  };
}

/**
 * When keys of the bucket were read last, in milliseconds: the scan that is kept, and one that was cancelled since. Keys
 * that were gone then are not in the index any more, and an older inventory would bring them back.
 */
async function readSince({
  connection: { indexes },
  bucket,
}: Pick<SourcesPlace, 'connection' | 'bucket'>): Promise<number> {
  const stored = await indexes.storedScan(bucket);
  const { scannedAt, linksAt } = indexes.coverage(bucket);
  const times = [stored && asOf(stored), scannedAt, linksAt].map((time) => Date.parse(time ?? ''));
  return Math.max(...times.filter((time) => !Number.isNaN(time)));
}

const isOlder = ({ newest }: NewestInventory, read: number): boolean =>
  newest !== undefined && Date.parse(newest.content.createdAt) < read;

async function readMetaQuery(
  { client }: IndexedConnection,
  bucket: string,
): Promise<ScanSources['metaQuery']> {
  try {
    return toMetaState(await getMetaQueryStatus(client, { bucket }));
  } catch (error) {
    if (isOssServiceError(error, 'AccessDenied')) return 'not-readable';
    // Regions without it, and servers that do not know it.
    if (isOssServiceError(error, 'NotImplemented', 'InvalidArgument', 'MetaQueryNotReady')) return 'closed';
    throw error;
  }
}

function toMetaState(status: MetaQueryStatus | undefined): ScanSources['metaQuery'] {
  if (status === undefined) return 'closed';
  return status.state === 'Running' && status.phase !== 'FullScanning' ? 'ready' : 'building';
}

function unlessDenied(error: unknown): undefined {
  if (!isOssServiceError(error, 'AccessDenied', 'NotImplemented')) throw error;
}
