import { isRestored } from '@signpost/oss-protocol/rules';
import type { Coverage } from '@signpost/api-contract';
import type { IndexEntry } from '@signpost/link-model/index';
import {
  getSymlink,
  isOssServiceError,
  listObjectsV2,
  OssError,
  type ListedObject,
  type OssClient,
} from '@signpost/oss-client';
import pMap from 'p-map';
import { pageLimit, pageSize } from '../oss/page-limit.ts';
import type { TargetCache } from '../oss/target-cache.ts';
import { toProblem } from '../problems/to-problem.ts';

/** Most keys one reading holds: beyond this an index in memory would push everything else out. */
export const maxKeys = 200_000;

/**
 * What a scan of about so many keys costs: list calls, a call for each link, and two more for each where headers are
 * compared.
 * @param links absent before the first scan: any key may be a link then
 */
export function toEstimate(
  keys: number,
  links?: number,
): Required<
  Pick<Coverage, 'estimatedKeys' | 'estimatedCalls' | 'estimatedMost' | 'estimatedMostWithHeaders'>
> {
  const read = Math.min(keys, maxKeys);
  const estimatedCalls = Math.max(1, Math.ceil(read / pageSize));
  const most = links ?? read;
  return {
    estimatedKeys: keys,
    estimatedCalls,
    estimatedMost: estimatedCalls + most,
    estimatedMostWithHeaders: estimatedCalls + 3 * most,
  };
}

/** Few at a time: a reading must not keep the people waiting who work meanwhile. */
export const inFlight = 8;

export interface ScanTarget {
  client: OssClient;
  bucket: string;
  targets: TargetCache;
  signal: AbortSignal;
  maxKeys?: number;
}

/** What a reading found. `scannedUpTo` is set when it stopped early: of keys behind it nothing is known. */
export interface BucketScan {
  entries: IndexEntry[];
  scannedUpTo?: string;
  why?: 'bound' | 'cut';
  problem?: NonNullable<Coverage['problem']>;
}

/**
 * Walks a bucket page by page in key order and looks up where each link leads. A page counts only when all its links
 * were looked up, so a reading that is cut is whole up to the key it names.
 * @throws OssError when not even the first page could be read, or the bucket is gone
 */
export async function scanBucket(place: ScanTarget, onPage: (keys: number) => void): Promise<BucketScan> {
  const bound = place.maxKeys ?? maxKeys;
  const entries: IndexEntry[] = [];
  let continuationToken: string | undefined;
  let last: string | undefined;
  let pages = 0;
  do {
    try {
      const page = await listObjectsV2(place.client, {
        bucket: place.bucket,
        continuationToken,
        lastName: last,
        signal: place.signal,
      });
      pages += 1;
      const found = await pMap(page.objects, (object) => toEntry(place, object), { concurrency: inFlight });
      for (const entry of found) if (entry !== undefined) entries.push(entry);
      last = page.objects.at(-1)?.key ?? last;
      continuationToken = page.isTruncated ? page.nextContinuationToken : undefined;
    } catch (error) {
      if (entries.length === 0 || !(error instanceof OssError) || isOssServiceError(error, 'NoSuchBucket'))
        throw error;
      return { entries, scannedUpTo: last ?? '', why: 'cut', problem: describe(error) };
    }
    onPage(entries.length);
    const isBound = entries.length >= bound || pages >= pageLimit(bound);
    if (continuationToken !== undefined && isBound) return { entries, scannedUpTo: last ?? '', why: 'bound' };
  } while (continuationToken !== undefined);
  return { entries };
}

/** Undefined: it went, or became something else, while we were reading. */
async function toEntry(place: ScanTarget, object: ListedObject): Promise<IndexEntry | undefined> {
  const { key, etag, size, storageClass } = object;
  const common = { key, etag, size, storageClass, lastModified: object.lastModified.toISOString() };
  if (object.type !== 'Symlink') {
    return {
      kind: 'object',
      ...common,
      restored: isRestored(object.restoreInfo),
    };
  }
  const { bucket, targets, client, signal } = place;
  const kept = targets.get({ bucket, key, etag });
  if (kept !== undefined) return { kind: 'link', ...common, target: kept };
  try {
    const { target } = await getSymlink(client, { bucket, key, signal });
    targets.set({ bucket, key, etag }, target);
    return { kind: 'link', ...common, target };
  } catch (error) {
    if (isOssServiceError(error, 'AccessDenied')) return { kind: 'link', ...common, forbidden: true };
    if (isOssServiceError(error, 'NoSuchKey', 'NotSymlink')) return undefined;
    throw error;
  }
}

export function describe(error: OssError): NonNullable<Coverage['problem']> {
  return {
    code: toProblem(error, '').code,
    ...(error.requestId === undefined ? {} : { ossRequestId: error.requestId }),
  };
}
