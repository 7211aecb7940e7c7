import type { Coverage } from '@signpost/api-contract';
import { LinkIndex, type IndexEntry, type LinkIndexFacts } from '@signpost/link-model/index';
import { isOssServiceError, OssError, type OssClient } from '@signpost/oss-client';
import { compareKeys } from '@signpost/oss-protocol/rules';
import { createMeter, type Meter } from '../oss/metered-client.ts';
import type { TargetCache } from '../oss/target-cache.ts';
import { waitForDatabase } from '../problems/wait-for-database.ts';
import { applySeen, carryLastSeen, carryOver, expireCopies, takeSince } from './apply-seen.ts';
import type { BucketState } from './bucket-state.ts';
import { compareAllHeaders } from './compare-all-headers.ts';
import { findPlusTargets } from './find-plus-targets.ts';
import type { IndexSaver } from './index-saver.ts';
import type { IndexStore, KeptScan, Seen } from './index-store.ts';
import { prepareIndex, readMissingTargets, readStored, type Stored } from './load-index.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { checkTargets } from './check-targets.ts';
import { readPatiently } from './read-patiently.ts';
import { defaultPatienceMs, describe, scanBucket, type BucketScan } from './scan-bucket.ts';
import { asOf, type ScannedPage, type ScanProgress, type ScanStore, type StoredScan } from './scan-store.ts';
import { scanInventory } from './scan-inventory.ts';
import { sampleStep } from './split-part.ts';
import { scanMetaQuery } from './scan-meta-query.ts';
import type { SourceTarget } from './source-walk.ts';

export interface ScanOptions {
  client: OssClient;
  targets: TargetCache;
  now: () => number;
  /** Whether a bucket reads objects of the class Archive without a restore. */
  readsArchiveDirectly: (bucket: string) => Promise<boolean>;
  /** Lifecycle rules of a bucket; undefined where they are not known. Never throws, and does not keep a scan waiting. */
  lifecycle: (bucket: string) => Promise<LinkIndexFacts['lifecycle']>;
  /** Keys of a bucket that Signpost wrote at since a moment, as the change log tells. */
  ownKeys: (bucket: string, since: string) => Promise<string[]>;
  maxKeys?: number;
  /** How long a page that cannot be read now is tried again, in milliseconds. */
  patienceMs?: number | undefined;
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
    // An inventory names every key: what it did not name, and nobody saw since, is gone.
    if (scan.progress.source?.kind === 'inventory') await stores.store.dropUnseen(scan.bucket, asOf(scan));
    const isKept = scanned.why === 'cut' && knowsMore(state, scanned);
    const coverage = isKept
      ? cutShort(state, before, { calls: toCalls(run), problem: scanned.problem })
      : await takePlace(state, scanned, { ...run, before });
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
    const isTold = error instanceof OssError || isOfSource(error);
    if (!isTold) options.onNotKept(error);
    const problem = isTold ? describe(error) : { code: 'internal' as const };
    state.coverage = cutShort(state, before, { calls: toCalls(run), problem });
  } finally {
    state.seenMeanwhile.clear();
    options.onCoverage?.(state.coverage);
  }
}

const ofSource: ReadonlySet<string> = new Set([
  'inventory-missing',
  'inventory-damaged',
  'inventory-unsuitable',
  'scan-too-large',
  'meta-query-closed',
]);
const isOfSource = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && ofSource.has(error.code);

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
  const { scan, scans, meter, targets, signal, maxKeys, now, patienceMs, store } = run;
  let told = now();
  const keep = async (page: ScannedPage, progress: ScanProgress): Promise<void> => {
    if (!(await scans.checkpoint(scan, page, progress))) throw new NoLongerHeld();
    const keys = progress.parts.reduce((sum, part) => sum + part.keys, 0);
    delete state.coverage.waits;
    // While an older index is shown, its numbers stay: they are whole, those of the new one are not yet.
    if (state.index === undefined) state.coverage = { ...state.coverage, keys, calls: progress.calls };
    if (now() - told < 1000) return;
    told = now();
    run.onCoverage?.({ ...state.coverage, keys, calls: progress.calls });
  };
  const common = {
    client: meter.client,
    bucket: scan.bucket,
    signal,
    known: (key: string) => state.index?.get(key),
    calls: () => toCalls(run),
    patienceMs,
    onWait: (waits: NonNullable<Coverage['waits']>) => {
      state.coverage = { ...state.coverage, waits };
      run.onCoverage?.(state.coverage);
    },
    ...(maxKeys === undefined ? {} : { maxKeys }),
  };
  const { source } = scan.progress;
  if (source === undefined) {
    const knownKeys = state.index?.sampleKeys(sampleStep) ?? [];
    return scanBucket({ ...common, targets, knownKeys, keep }, scan.progress);
  }
  const since = asOf(scan);
  const place: SourceTarget = {
    ...common,
    now,
    since,
    store,
    // Once anything is kept of a bucket, so is what Signpost writes there.
    ownKeys: async () => (state.index === undefined ? run.ownKeys(scan.bucket, since) : []),
    keep: (entries, progress) => keep({ entries }, progress),
  };
  return (source.kind === 'inventory' ? scanInventory : scanMetaQuery)(place, scan.progress);
}

/** What is kept of all pages takes the place of what was known here, with what follows from it. */
async function takePlace(
  state: BucketState,
  scanned: BucketScan,
  run: RunAtWork & { before: Coverage },
): Promise<Coverage> {
  const { scan, saver, meter, signal, now, before } = run;
  const namesLinks = scan.progress.source?.kind === 'meta-query';
  // Links alone do not make more of what is known of all keys, nor less.
  const isRefresh = namesLinks && before.state === 'complete';
  const { bucket } = scan;
  const place = { client: meter.client, bucket, signal };
  const { entries, objects, absent, ...kept } = await readKept(state, scanned, run);
  const facts = { ...kept.facts, ...(namesLinks && !isRefresh ? { linksOnly: true } : {}) };
  const index = new LinkIndex(entries, facts, objects);
  if (facts.linksOnly) for (const key of absent) index.remove(key);
  for (const seen of state.seenMeanwhile.values()) applySeen(index, seen);
  const patiently = (read: () => Promise<Seen | undefined>): Promise<Seen | undefined> =>
    readPatiently(read, { patienceMs: run.patienceMs ?? defaultPatienceMs, signal, onWait: () => {} });
  if (namesLinks) await checkTargets({ ...place, patiently }, index, run.store);
  await findPlusTargets(place, index);
  expireCopies(state, { now: now(), saver });
  carryOver(state.index, index, new Date(now()).toISOString());
  carryLastSeen(state, index, await readMissingTargets(run.store, bucket));
  if (scan.comparesHeaders) await compareAllHeaders(place, index);
  const ended = new Date(now()).toISOString();
  const numbers = { keys: index.size, calls: toCalls(run) };
  const coverage = isRefresh
    ? { ...withoutProblem(before), ...numbers, linksAt: ended }
    : toCoverage(bucket, scanned, {
        ...numbers,
        scannedAt: scan.progress.source?.kind === 'inventory' ? asOf(scan) : ended,
        ...(namesLinks ? { state: 'partial', why: 'links', linksAt: ended } : {}),
      });
  const since = isRefresh ? state.knownSince : asOf(scan);
  const last: KeptScan = { coverage, ...facts, since };
  await prepareIndex(index);
  await saver.scanned(last, { derived: listDerived(entries, index), missing: index.missingTargets() });
  for (const seen of state.seenMeanwhile.values()) applySeen(index, seen);
  state.index = index;
  takeSince(state, since);
  return coverage;
}

/** All that is kept up to the key behind which nothing is known, whoever saw it. What is seen since is still to be applied. */
async function readKept(
  state: BucketState,
  { scannedUpTo }: BucketScan,
  run: RunAtWork,
): Promise<Stored & { facts: LinkIndexFacts }> {
  const { bucket } = run.scan;
  const isKnown = ({ key }: { key: string }): boolean =>
    scannedUpTo === undefined || compareKeys(key, scannedUpTo) <= 0;
  // Another console may have seen a key later than this one: what this one saw is read along with that.
  const isSaved = await run.saver.flush();
  for (const seen of state.seenMeanwhile.values())
    if (isSaved && isKnown(seen)) state.seenMeanwhile.delete(seen.key);
  const stored = await readStored(run.store, bucket, scannedUpTo);
  const hasArchive =
    stored.objects.mayHaveClass('Archive') ||
    stored.entries.some((entry) => entry.kind === 'object' && entry.storageClass === 'Archive');
  const facts = {
    scannedUpTo,
    archiveDirectRead: hasArchive && (await run.readsArchiveDirectly(bucket)),
    lifecycle: await run.lifecycle(bucket),
  };
  return { ...stored, facts };
}

/** Links of which something else is known than was read. */
function listDerived(read: readonly IndexEntry[], index: LinkIndex): IndexEntry[] {
  const before = new Map(read.filter(({ kind }) => kind === 'link').map((entry) => [entry.key, entry]));
  return [...index.linkKeys()].flatMap((key) => {
    const entry = index.get(key);
    return entry === undefined || entry === before.get(key) ? [] : [entry];
  });
}

/** A scan that was cut early does not take the place of an older one that came further: that is as true as its age says. */
function knowsMore({ index, coverage }: BucketState, { keys }: BucketScan): boolean {
  return index !== undefined && (coverage.why === undefined || index.size > keys);
}

function toCoverage(
  bucket: string,
  scanned: BucketScan,
  numbers: Partial<Coverage> & { keys: number; calls: number; scannedAt: string },
): Coverage {
  return {
    bucket,
    state: scanned.why === undefined ? 'complete' : 'partial',
    pending: 0,
    ...(scanned.why === undefined ? {} : { why: scanned.why }),
    ...numbers,
    ...(scanned.problem === undefined ? {} : { problem: scanned.problem }),
  };
}

const withoutProblem = ({ problem: _problem, ...coverage }: Coverage): Coverage => coverage;
