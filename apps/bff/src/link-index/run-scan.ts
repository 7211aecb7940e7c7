import type { Coverage } from '@signpost/api-contract';
import { LinkIndex, type IndexEntry, type LinkIndexFacts } from '@signpost/link-model/index';
import { isOssServiceError, OssError, type OssClient } from '@signpost/oss-client';
import { compareKeys } from '@signpost/oss-protocol/rules';
import { createMeter, type Meter } from '../oss/metered-client.ts';
import type { TargetCache } from '../oss/target-cache.ts';
import { waitForDatabase } from '../problems/wait-for-database.ts';
import { applySeen, carryOver } from './apply-seen.ts';
import type { BucketState } from './bucket-state.ts';
import { compareAllHeaders } from './compare-all-headers.ts';
import { findPlusTargets } from './find-plus-targets.ts';
import type { IndexSaver } from './index-saver.ts';
import type { IndexStore, KeptScan } from './index-store.ts';
import { readPages } from './read-pages.ts';
import { describe, scanBucket, type BucketScan } from './scan-bucket.ts';
import type { ScanProgress, ScanStore, StoredScan } from './scan-store.ts';

export interface ScanOptions {
  client: OssClient;
  targets: TargetCache;
  now: () => number;
  /** Whether a bucket reads objects of the class Archive without a restore. */
  readsArchiveDirectly: (bucket: string) => Promise<boolean>;
  /** Lifecycle rules of a bucket; undefined where they are not known. Never throws, and does not keep a scan waiting. */
  lifecycle: (bucket: string) => Promise<LinkIndexFacts['lifecycle']>;
  maxKeys?: number;
  store: IndexStore;
  scans: ScanStore;
  /** Called when something could not be kept in the store, or read from it. */
  onNotKept: (error: unknown) => void;
  /** Called when a scan begins, every second of it, and when it has ended. */
  onCoverage?: (coverage: Coverage) => void;
  /** Called when a scan has ended with something to show. */
  onRead?: (bucket: string) => void;
}

interface Run extends ScanOptions {
  scan: StoredScan;
  saver: IndexSaver;
  /** Aborts where the scan is paused, cancelled or left to another console. */
  signal: AbortSignal;
}

/** Goes on with a scan from where it is kept to its end. Never throws: how it ended stands in the coverage. */
export async function runScan(state: BucketState, options: Run): Promise<void> {
  const { signal, scan, saver } = options;
  const before = state.coverage;
  const meter = createMeter(options.client);
  // What is done is not forgotten because the database is away when it is to be kept.
  const stores = {
    store: waitForDatabase(options.store, signal),
    scans: waitForDatabase(options.scans, signal),
  };
  const run = { ...options, ...stores, meter, callsBefore: scan.progress.calls };
  state.seenMeanwhile.clear();
  state.coverage = { ...before, state: 'scanning', calls: scan.progress.calls };
  options.onCoverage?.(state.coverage);
  try {
    const scanned = await walk(state, run);
    if (!(await stores.scans.beginFinish(scan))) throw new NoLongerHeld();
    const isKept = scanned.why === 'cut' && knowsMore(state, scanned);
    const coverage = isKept
      ? cutShort(state, before, { calls: toCalls(run), problem: scanned.problem })
      : await takePlace(state, scanned, run);
    await stores.scans.end(scan);
    // Not before: who sees that it has ended may start the next one, and must not join this.
    state.coverage = { ...coverage, keys: state.index?.size ?? 0 };
    if (!isKept) options.onRead?.(scan.bucket);
  } catch (error) {
    if (signal.aborted || error instanceof NoLongerHeld) {
      // It goes on from what is kept, here or on another console, or was cancelled.
      state.coverage = { ...before, keys: state.index?.size ?? 0 };
      return;
    }
    if (isOssServiceError(error, 'NoSuchBucket')) {
      delete state.index;
      saver.forget(scan.bucket);
    } else await stores.scans.end(scan).catch(options.onNotKept);
    if (!(error instanceof OssError)) options.onNotKept(error);
    const problem = error instanceof OssError ? describe(error) : { code: 'internal' as const };
    state.coverage = cutShort(state, before, { calls: toCalls(run), problem });
  } finally {
    state.seenMeanwhile.clear();
    options.onCoverage?.(state.coverage);
  }
}

/** The scan was paused or cancelled, or another console took it. */
class NoLongerHeld extends Error {}

interface RunAtWork extends Run {
  meter: Meter;
  /** Calls of consoles that made the scan before. */
  callsBefore: number;
}

const toCalls = ({ meter, callsBefore }: RunAtWork): number => callsBefore + meter.calls;

/** An older index stays: it is as true as its age says. */
function cutShort(
  { index }: BucketState,
  before: Coverage,
  { calls, problem }: Pick<Coverage, 'calls' | 'problem'>,
): Coverage {
  return {
    ...before,
    state: index === undefined ? 'failed' : before.state,
    keys: index?.size ?? 0,
    calls,
    ...(problem === undefined
      ? {}
      : { problem: index === undefined ? problem : { ...problem, later: true } }),
  };
}

function walk(state: BucketState, run: RunAtWork): Promise<BucketScan> {
  const { scan, scans, meter, targets, signal, maxKeys } = run;
  let told = run.now();
  const keep = async (entries: readonly IndexEntry[], progress: ScanProgress): Promise<void> => {
    if (!(await scans.checkpoint(scan, entries, progress))) throw new NoLongerHeld();
    const keys = progress.parts.reduce((sum, part) => sum + part.keys, 0);
    // While an older index is shown, its numbers stay: they are whole, those of the new one are not yet.
    if (state.index === undefined) state.coverage = { ...state.coverage, keys, calls: progress.calls };
    if (run.now() - told < 1000) return;
    told = run.now();
    run.onCoverage?.({ ...state.coverage, keys, calls: progress.calls });
  };
  const target = {
    client: meter.client,
    bucket: scan.bucket,
    targets,
    signal,
    known: (key: string) => state.index?.get(key),
    knownKeys: state.index === undefined ? [] : Array.from(state.index.entries(), ({ key }) => key),
    keep,
    calls: () => toCalls(run),
    ...(maxKeys === undefined ? {} : { maxKeys }),
  };
  return scanBucket(target, scan.progress);
}

/** What was found takes the place of what was known, in the store and then here. */
async function takePlace(state: BucketState, scanned: BucketScan, run: RunAtWork): Promise<Coverage> {
  const { scan, saver, store, meter, signal, now } = run;
  const { bucket } = scan;
  const client = meter.client;
  const entries = await readFound(run, scanned.scannedUpTo);
  await findPlusTargets({ client, bucket, signal }, entries);
  const hasArchive = entries.some((entry) => entry.kind === 'object' && entry.storageClass === 'Archive');
  const facts = {
    scannedUpTo: scanned.scannedUpTo,
    archiveDirectRead: hasArchive && (await run.readsArchiveDirectly(bucket)),
    lifecycle: await run.lifecycle(bucket),
  };
  const index = new LinkIndex(entries, facts);
  // In the order in which it was seen: here, then by whoever recorded it since, then here again.
  for (const seen of state.seenMeanwhile.values()) applySeen(index, seen);
  state.seenMeanwhile.clear();
  await saver.flush();
  for await (const page of readPages((page) => store.recordedSince(bucket, scan.since, page)))
    for (const seen of page) applySeen(index, seen);
  carryOver(state.index, index, new Date(now()).toISOString());
  if (scan.comparesHeaders) await compareAllHeaders({ client, bucket, signal }, index);
  const coverage = toCoverage(bucket, scanned, {
    keys: index.size,
    calls: toCalls(run),
    scannedAt: new Date(now()).toISOString(),
  });
  const kept: KeptScan = { coverage, ...facts, since: scan.since };
  await saver.scanned(kept, index, scan.since);
  for (const seen of state.seenMeanwhile.values()) applySeen(index, seen);
  state.index = index;
  return coverage;
}

/** All that was found, up to the key behind which nothing is known. */
async function readFound({ scan, scans }: RunAtWork, upTo: string | undefined): Promise<IndexEntry[]> {
  const found: IndexEntry[] = [];
  for await (const page of readPages((page) => scans.found(scan.bucket, page)))
    for (const entry of page) if (upTo === undefined || compareKeys(entry.key, upTo) <= 0) found.push(entry);
  return found;
}

/** A scan that was cut early does not take the place of an older one that came further: that is as true as its age says. */
function knowsMore({ index, coverage }: BucketState, { keys }: BucketScan): boolean {
  return index !== undefined && (coverage.why === undefined || index.size > keys);
}

function toCoverage(
  bucket: string,
  scanned: BucketScan,
  numbers: { keys: number; calls: number; scannedAt: string },
): Coverage {
  return {
    bucket,
    state: scanned.why === undefined ? 'complete' : 'partial',
    pending: 0,
    ...numbers,
    ...(scanned.why === undefined ? {} : { why: scanned.why }),
    ...(scanned.problem === undefined ? {} : { problem: scanned.problem }),
  };
}
