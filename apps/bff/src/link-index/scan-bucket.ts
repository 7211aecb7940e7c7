import { compareKeys } from '@signpost/oss-protocol/rules';
import type { Coverage } from '@signpost/api-contract';
import {
  ObjectBlock,
  toPlaces,
  type IndexEntry,
  type LinkEntry,
  type PackableObject,
} from '@signpost/link-model/index';
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
import type { ScannedRange, ScanPart, ScanProgress } from './scan-store.ts';
import { readPatiently } from './read-patiently.ts';
import { extraLists, splitPart } from './split-part.ts';
import { toRestored } from './to-restored.ts';
import type { ProblemError } from '../problems/problem-error.ts';
import { toProblem } from '../problems/to-problem.ts';

/** Most keys one scan holds unless told otherwise: a console keeps the index in memory, about 100 bytes a key. */
export const maxKeys = 5_000_000;

/**
 * What a scan of about so many keys costs: list calls, a call for each link, and two more for each where headers are
 * compared.
 * @param links absent before the first scan: any key may be a link then
 * @param bound most keys a scan holds
 */
export function toEstimate(
  keys: number,
  { links, bound = maxKeys }: { links?: number; bound?: number } = {},
): Required<
  Pick<Coverage, 'estimatedKeys' | 'estimatedCalls' | 'estimatedMost' | 'estimatedMostWithHeaders'>
> {
  const read = Math.min(keys, bound);
  const estimatedCalls = Math.max(1, Math.ceil(read / pageSize));
  const mostLists = estimatedCalls + extraLists(read);
  const most = links ?? read;
  return {
    estimatedKeys: keys,
    estimatedCalls,
    estimatedMost: mostLists + most,
    estimatedMostWithHeaders: mostLists + 3 * most,
  };
}

/** Few at a time: a reading must not keep the people waiting who work meanwhile. */
export const inFlight = 8;

/** Ranges that are read at once. */
const partsAtOnce = 4;

/** OSS throttles for minutes at times; what lasts longer is better seen than waited for. */
export const defaultPatienceMs = 600_000;

export interface ScanTarget {
  client: OssClient;
  bucket: string;
  targets: TargetCache;
  signal: AbortSignal;
  maxKeys?: number;
  /** What was known at a key before the scan. */
  known: (key: string) => IndexEntry | undefined;
  /** Each `sampleStep`th key of the scan before, in key order. */
  knownKeys: readonly string[];
  /** Keeps what was found in a range of keys. @throws to end the walk */
  keep: (page: ScannedRange, progress: ScanProgress) => Promise<void>;
  /** Calls to OSS so far. */
  calls: () => number;
  /** How long a page that cannot be read now is tried again, in milliseconds; ten minutes when absent. */
  patienceMs?: number | undefined;
  /** Called when the walk waits for OSS. */
  onWait: (problem: NonNullable<Coverage['problem']>) => void;
}

/** How far a walk came. `scannedUpTo` is set when it stopped early: of keys behind it nothing is known. */
export interface BucketScan {
  keys: number;
  scannedUpTo?: string;
  why?: 'bound' | 'cut';
  problem?: NonNullable<Coverage['problem']>;
}

/**
 * Walks the parts of a bucket page by page in key order and looks up where each link leads. A page counts only when all
 * its links were looked up and it is kept, so that a walk that is cut goes on behind the last page of each part.
 * @throws OssError when not even the first page could be read, or the bucket is gone
 */
export async function scanBucket(place: ScanTarget, from: ScanProgress): Promise<BucketScan> {
  const bound = place.maxKeys ?? maxKeys;
  const parts = from.parts.map((part) => ({ ...part }));
  let isBound = from.bound === true;
  const stop = new AbortController();
  const signal = AbortSignal.any([place.signal, stop.signal]);
  const busy = new Map<ScanPart, Promise<void>>();
  const firsts = new Map<ScanPart, string>();
  let failure: Error | undefined;
  // One after another: each keeps the progress of all parts.
  let keeping: Promise<void> = Promise.resolve();

  async function readPart(part: ScanPart): Promise<void> {
    while (!part.done && !stop.signal.aborted) {
      const page = await readPatiently(() => readPage({ ...place, signal }, part), {
        // A scan that cannot even begin says so at once.
        patienceMs: parts.some(({ pages }) => pages > 0) ? (place.patienceMs ?? defaultPatienceMs) : 0,
        signal,
        onWait: (error) => place.onWait(describe(error)),
      });
      keeping = keeping.then(() => keepPage(part, page)).then(readMore);
      await keeping;
    }
  }

  async function keepPage(part: ScanPart, { links, objects, last, isTruncated }: PageFound): Promise<void> {
    if (part.done || stop.signal.aborted) return;
    const isIn = (key: string): boolean => part.upTo === undefined || compareKeys(key, part.upTo) <= 0;
    const found = links.filter(({ key }) => isIn(key));
    // The part may have been cut while the page was read.
    const { from, to } = toPlaces({ after: '', upTo: part.upTo, block: objects });
    const done =
      !isTruncated || (last !== undefined && part.upTo !== undefined && compareKeys(last, part.upTo) >= 0);
    const read: ScanPart = {
      ...part,
      at: done ? (part.upTo ?? last ?? part.at) : (last ?? part.at),
      keys: part.keys + found.length + to - from,
      pages: part.pages + 1,
      done,
    };
    const progress = {
      parts: parts.map((one) => (one === part ? read : one)),
      calls: place.calls(),
      ...(isBound ? { bound: true } : {}),
    };
    const range = { after: part.at ?? part.after, upTo: done ? part.upTo : read.at };
    await place.keep({ ...range, links: found, objects }, progress);
    Object.assign(part, read);
    const [first] = [
      ...found.slice(0, 1).map(({ key }) => key),
      ...objects.keys(from, Math.min(to, from + 1)),
    ].toSorted(compareKeys);
    if (first !== undefined) firsts.set(part, first);
    stayWithinBound();
  }

  /** Gives up parts from the end: what a scan holds is whole up to the key that it names. */
  function stayWithinBound(): void {
    while (isOver(parts, bound) && parts.some(({ done }) => !done)) {
      isBound = true;
      const last = parts.at(-1);
      if (last === undefined || parts.slice(0, -1).every(({ done }) => done)) {
        stop.abort();
        return;
      }
      parts.pop();
      last.done = true;
    }
  }

  /** Never while a page is being kept: that counts on where its part ends. */
  function readMore(): void {
    while (busy.size < partsAtOnce && !stop.signal.aborted) {
      const part = parts.find((one) => !one.done && !busy.has(one)) ?? split();
      if (part === undefined) return;
      const reading = readPart(part)
        .catch((error: unknown) => {
          // What ends because the others do tells nothing.
          if (stop.signal.aborted) return;
          failure = error instanceof Error ? error : new Error('the walk failed', { cause: error });
          stop.abort();
        })
        .finally(() => {
          busy.delete(part);
          keeping = keeping.then(readMore);
        });
      busy.set(part, reading);
    }
  }

  function split(): ScanPart | undefined {
    const seen = parts.map((part) => ({ part, first: firsts.get(part) }));
    const cut = splitPart(seen, place.knownKeys);
    if (cut === undefined) return undefined;
    parts.splice(parts.indexOf(cut.from) + 1, 0, cut.second);
    return cut.second;
  }

  stayWithinBound();
  readMore();
  while (busy.size > 0) {
    await Promise.race(busy.values());
    // What comes next is begun behind it; where it failed, that is told above.
    await keeping.catch(() => undefined);
  }
  const whole = toWhole(parts, isBound);
  if (failure === undefined) return whole;
  const goesOn = place.signal.aborted || whole.keys === 0 || isOssServiceError(failure, 'NoSuchBucket');
  if (goesOn || !(failure instanceof OssError)) throw failure;
  return { ...whole, why: 'cut', problem: describe(failure) };
}

function isOver(parts: readonly ScanPart[], bound: number): boolean {
  const sum = (of: (part: ScanPart) => number): number => parts.reduce((all, part) => all + of(part), 0);
  return sum(({ keys }) => keys) >= bound || sum(({ pages }) => pages) >= pageLimit(bound);
}

/** What is known without a gap from the start of the bucket. */
function toWhole(parts: readonly ScanPart[], isBound: boolean): BucketScan {
  let keys = 0;
  for (const part of parts) {
    keys += part.keys;
    if (!part.done) return { keys, scannedUpTo: part.at ?? part.after, why: 'bound' };
  }
  const end = parts.at(-1)?.upTo;
  return isBound && end !== undefined ? { keys, scannedUpTo: end, why: 'bound' } : { keys };
}

interface PageFound {
  links: LinkEntry[];
  objects: ObjectBlock;
  last: string | undefined;
  isTruncated: boolean;
}

async function readPage(place: ScanTarget, part: ScanPart): Promise<PageFound> {
  const { client, bucket, signal } = place;
  const behind = part.at ?? part.after;
  // By key rather than by token: a token does not outlive a pause of hours.
  const startAfter = behind === '' ? undefined : behind;
  const page = await listObjectsV2(client, { bucket, startAfter, signal });
  const isIn = ({ key }: ListedObject): boolean =>
    part.upTo === undefined || compareKeys(key, part.upTo) <= 0;
  const listed = page.objects.filter(isIn);
  const objects = ObjectBlock.pack(listed.flatMap((object) => toPackable(object) ?? []));
  const links = await pMap(
    listed.filter(({ type }) => type === 'Symlink'),
    (object) => toKnownLink(place, object) ?? lookUp(place, object),
    { concurrency: inFlight },
  );
  return {
    links: links.filter((link) => link !== undefined),
    objects,
    last: page.objects.at(-1)?.key,
    isTruncated: page.isTruncated,
  };
}

function toPackable(object: ListedObject): PackableObject | undefined {
  const { key, etag, size, storageClass, lastModified, type, restoreInfo } = object;
  if (type === 'Symlink') return undefined;
  const restored = restoreInfo === undefined ? {} : toRestored(restoreInfo);
  return { key, etag, size, storageClass, lastModified, ...restored };
}

const toCommon = ({ key, etag, size, storageClass, lastModified }: ListedObject) => ({
  kind: 'link' as const,
  key,
  etag,
  size,
  storageClass,
  lastModified: lastModified.toISOString(),
});

/** Undefined: its target is not known yet. */
function toKnownLink({ bucket, targets, known }: ScanTarget, object: ListedObject): LinkEntry | undefined {
  const common = toCommon(object);
  const { key, etag } = object;
  const target = toKnownTarget(known(key), common) ?? targets.get({ bucket, key, etag });
  return target === undefined ? undefined : { ...common, target };
}

/** Asks where a link leads. Undefined: it went, or became something else, while we were reading. */
async function lookUp(place: ScanTarget, object: ListedObject): Promise<LinkEntry | undefined> {
  const common = toCommon(object);
  const { key, etag } = object;
  const { bucket, targets, client, signal } = place;
  try {
    const { target, etag: read } = await getSymlink(client, { bucket, key, signal });
    // Changed since it was listed: this is not the target that goes with the ETag of the list.
    if (read === undefined || read === etag) targets.set({ bucket, key, etag }, target);
    return { ...common, target };
  } catch (error) {
    if (isOssServiceError(error, 'AccessDenied')) return { ...common, forbidden: true };
    if (isOssServiceError(error, 'NoSuchKey', 'NotSymlink')) return undefined;
    throw error;
  }
}

/** The target of a link that is the same as before. */
function toKnownTarget(
  known: IndexEntry | undefined,
  { etag, lastModified }: Pick<IndexEntry, 'etag' | 'lastModified'>,
): string | undefined {
  return known?.kind === 'link' && known.etag === etag && known.lastModified === lastModified
    ? known.target
    : undefined;
}

export function describe(error: OssError | ProblemError): NonNullable<Coverage['problem']> {
  const requestId = error instanceof OssError ? error.requestId : undefined;
  return {
    code: toProblem(error, '').code,
    ...(requestId === undefined ? {} : { ossRequestId: requestId }),
  };
}
