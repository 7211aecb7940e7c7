import { isRestored } from '@signpost/oss-protocol/rules';
import type { Coverage } from '@signpost/api-contract';
import { isBroken } from '@signpost/link-model/health';
import {
  LinkIndex,
  type IndexEntry,
  type JudgedLink,
  type LinkIndexFacts,
  type SeenHeaders,
} from '@signpost/link-model/index';
import { OssError, type OssClient } from '@signpost/oss-client';
import type { SeenListener } from '../keys/read-context.ts';
import { createMeter } from '../oss/metered-client.ts';
import type { TargetCache } from '../oss/target-cache.ts';
import { compareAllHeaders } from './compare-all-headers.ts';
import { findPlusTargets } from './find-plus-targets.ts';
import { isNewer } from './shared-coverage.ts';
import { createIndexSaver, type IndexSaver } from './index-saver.ts';
import type { IndexStore, KeptScan, Seen } from './index-store.ts';
import { toSeen } from './to-seen.ts';
import { describe, maxKeys, scanBucket, type BucketScan } from './scan-bucket.ts';

/** The link indexes of one connection's buckets: answered from memory, kept in a store. */
export interface LinkIndexes extends SeenListener {
  coverage(bucket: string): Coverage;
  /** The last reading that ended, complete or partial; undefined before the first. */
  get(bucket: string): LinkIndex | undefined;
  /** Buckets that have been read, or are being read. */
  buckets(): string[];
  /**
   * Reads a bucket afresh, or joins the reading under way; with `headers` it also compares those of links and targets.
   * Never throws: how it ended stands in the coverage.
   */
  read(bucket: string, options?: { headers?: boolean }): Promise<void>;
  /** Takes scans from the store that are newer than what is known here. @throws while the database is away */
  load(): Promise<void>;
  close(): Promise<void>;
}

interface LinkIndexesOptions {
  client: OssClient;
  targets: TargetCache;
  now: () => number;
  /** Whether a bucket reads objects of the class Archive without a restore. */
  readsArchiveDirectly: (bucket: string) => Promise<boolean>;
  /** Lifecycle rules of a bucket; undefined where they are not known. Never throws, and does not keep a scan waiting. */
  lifecycle: (bucket: string) => Promise<LinkIndexFacts['lifecycle']>;
  maxKeys?: number;
  store: IndexStore;
  /** Called when something could not be kept in the store. */
  onNotKept: (error: unknown) => void;
  /** Called when a reading begins, every second of it, and when it has ended. */
  onCoverage?: (coverage: Coverage) => void;
  /** Called when a reading has ended with something to show. */
  onRead?: (bucket: string) => void;
}

interface BucketState {
  coverage: Coverage;
  index?: LinkIndex;
  reading?: Promise<void>;
  /** The reading is to compare headers at its end. */
  comparesHeaders?: boolean;
  /** A kept index is being loaded. */
  isLoading?: boolean;
  /** What was seen while a reading or loading is under way: that may have passed its key already. */
  seenMeanwhile: Map<string, Seen>;
}

export function createLinkIndexes(options: LinkIndexesOptions): LinkIndexes {
  const states = new Map<string, BucketState>();
  const saver = createIndexSaver(options);
  const takeOver = (state: BucketState, seen: Seen): void =>
    takeInto(state, { seen, now: options.now(), saver });
  const closing = new AbortController();
  const stateOf = (bucket: string): BucketState => {
    const found = states.get(bucket) ?? { coverage: emptyCoverage(bucket), seenMeanwhile: new Map() };
    states.set(bucket, found);
    return found;
  };
  let loading: Promise<void> | undefined;
  async function loadNewer(): Promise<void> {
    // What was seen here a moment ago would not be among what is loaded.
    await saver.flush();
    for (const scan of await options.store.scans()) {
      const state = stateOf(scan.coverage.bucket);
      if (state.reading !== undefined || !isNewer(scan.coverage, state.coverage)) continue;
      await loadInto(state, scan, options.store);
    }
  }
  return {
    coverage: (bucket) => states.get(bucket)?.coverage ?? emptyCoverage(bucket),
    get: (bucket) => states.get(bucket)?.index,
    buckets: () => [...states.keys()],
    read(bucket, { headers = false } = {}) {
      const state = stateOf(bucket);
      if (headers) state.comparesHeaders = true;
      state.reading ??= readInto(state, { ...options, bucket, saver, signal: closing.signal }).finally(() => {
        delete state.reading;
      });
      return state.reading;
    },
    observe(bucket, key, keyState) {
      const state = states.get(bucket);
      if (state === undefined) return;
      takeOver(state, toSeen(key, keyState));
    },
    observeTarget(bucket, { key: target, state: card }, from) {
      const state = states.get(bucket);
      if (state === undefined) return;
      if (card.found === 'nothing') takeOver(state, { key: target });
      if (card.found !== 'object') return;
      const { etag, lastModified, size, storageClass, readAs } = card;
      const link = from === undefined ? undefined : state.index?.get(from);
      if (readAs !== undefined && link?.kind === 'link' && link.target === target)
        takeOver(state, { key: link.key, entry: { ...link, readAs } });
      const key = readAs ?? target;
      const restored = isRestored(card.restore);
      takeOver(state, {
        key,
        entry: { kind: 'object', key, etag, lastModified, size, storageClass, restored },
      });
    },
    observeLink(bucket, { key, etag, target, lastModified, storageClass = 'Standard' }) {
      const state = states.get(bucket);
      if (state === undefined) return;
      const known = state.index?.get(key);
      const seenAt = (lastModified ?? new Date(options.now())).toISOString();
      // An answer that was long on its way must not take the place of what was written meanwhile.
      if (known !== undefined && known.lastModified > seenAt) return;
      if (known?.kind === 'link' && known.etag === etag && known.target === target) return;
      if (known === undefined && (state.index?.size ?? 0) >= mostSeen(options)) return;
      takeOver(state, {
        key,
        entry: { kind: 'link', key, etag, target, lastModified: seenAt, size: 0, storageClass },
      });
    },
    observeServed(bucket, { key, target }, served) {
      const state = states.get(bucket);
      const link = state?.index?.get(key);
      if (state === undefined || link?.kind !== 'link' || link.target !== target) return;
      takeOver(state, { key, entry: { ...link, served } });
    },
    load() {
      loading ??= loadNewer().finally(() => {
        loading = undefined;
      });
      return loading;
    },
    async close() {
      closing.abort();
      await Promise.allSettled([...states.values()].flatMap(({ reading }) => reading ?? []));
      await saver.flush();
    },
  };
}

const loadedAtOnce = 10_000;

async function loadInto(state: BucketState, scan: KeptScan, store: IndexStore): Promise<void> {
  state.isLoading = true;
  try {
    const index = await loadIndex(store, scan);
    // A scan that began meanwhile will know more.
    if (state.reading !== undefined) return;
    for (const seen of state.seenMeanwhile.values()) apply(index, seen);
    state.index = index;
    state.coverage = { ...scan.coverage, keys: index.size };
  } finally {
    state.isLoading = false;
    if (state.reading === undefined) state.seenMeanwhile.clear();
  }
}

async function loadIndex(store: IndexStore, { coverage, ...facts }: KeptScan): Promise<LinkIndex> {
  const index = new LinkIndex([], facts);
  for (let after = ''; ;) {
    const page = await store.entries(coverage.bucket, { after, limit: loadedAtOnce });
    for (const entry of page) index.put(entry);
    const last = page.at(-1);
    if (last === undefined) return index;
    after = last.key;
  }
}

/** Looks add to a reading, but not without end: a tenth of what a reading may hold. */
function mostSeen(options: LinkIndexesOptions): number {
  return (options.maxKeys ?? maxKeys) * 1.1;
}

async function readInto(
  state: BucketState,
  options: LinkIndexesOptions & { bucket: string; saver: IndexSaver; signal: AbortSignal },
): Promise<void> {
  const { bucket, client, targets, signal, saver, store, maxKeys: most } = options;
  const before = state.coverage;
  const meter = createMeter(client);
  state.seenMeanwhile.clear();
  state.coverage = { ...before, state: 'scanning', calls: 0 };
  options.onCoverage?.(state.coverage);
  let told = options.now();
  try {
    // What is recorded in the store from here on, the scan may not see.
    const since = await store.now().catch(options.onNotKept);
    const place = {
      client: meter.client,
      bucket,
      targets,
      signal,
      ...(most === undefined ? {} : { maxKeys: most }),
    };
    const reading = await scanBucket(place, (keys) => {
      // While an older reading is shown, its numbers stay: they are whole, those of the new one are not yet.
      if (state.index === undefined) state.coverage = { ...state.coverage, keys, calls: meter.calls };
      if (options.now() - told < 1000) return;
      told = options.now();
      options.onCoverage?.({ ...state.coverage, keys, calls: meter.calls });
    });
    if (reading.why === 'cut' && knowsMore(state, reading)) {
      state.coverage = {
        ...before,
        keys: state.index?.size ?? 0,
        calls: meter.calls,
        ...(reading.problem === undefined ? {} : { problem: { ...reading.problem, later: true } }),
      };
      return;
    }
    await findPlusTargets(place, reading.entries);
    const hasArchive = reading.entries.some(
      (entry) => entry.kind === 'object' && entry.storageClass === 'Archive',
    );
    const facts = {
      scannedUpTo: reading.scannedUpTo,
      archiveDirectRead: hasArchive && (await options.readsArchiveDirectly(bucket)),
      lifecycle: await options.lifecycle(bucket),
    };
    const index = new LinkIndex(reading.entries, facts);
    for (const seen of state.seenMeanwhile.values()) apply(index, seen);
    carryOver(state.index, index, new Date(options.now()).toISOString());
    state.index = index;
    if (state.comparesHeaders === true)
      await compareAllHeaders({ client: meter.client, bucket, signal }, index);
    state.coverage = toCoverage(bucket, reading, {
      keys: index.size,
      calls: meter.calls,
      scannedAt: new Date(options.now()).toISOString(),
    });
    if (typeof since === 'string') saver.scanned({ coverage: state.coverage, ...facts }, index, since);
    options.onRead?.(bucket);
  } catch (error) {
    const problem = error instanceof OssError ? describe(error) : { code: 'internal' };
    // An older index stays: it is as true as its age says.
    state.coverage = {
      ...before,
      state: state.index === undefined ? 'failed' : before.state,
      keys: state.index?.size ?? 0,
      problem: state.index === undefined ? problem : { ...problem, later: true },
      calls: meter.calls,
    };
  } finally {
    delete state.comparesHeaders;
    state.seenMeanwhile.clear();
    options.onCoverage?.(state.coverage);
  }
}

/** A reading that was cut early does not take the place of an older one that came further: that is as true as its age says. */
function knowsMore({ index, coverage }: BucketState, { entries }: BucketScan): boolean {
  return index !== undefined && (coverage.why === undefined || index.size > entries.length);
}

function toCoverage(
  bucket: string,
  reading: BucketScan,
  numbers: { keys: number; calls: number; scannedAt: string },
): Coverage {
  return {
    bucket,
    state: reading.why === undefined ? 'complete' : 'partial',
    pending: 0,
    ...numbers,
    ...(reading.why === undefined ? {} : { why: reading.why }),
    ...(reading.problem === undefined ? {} : { problem: reading.problem }),
  };
}

function emptyCoverage(bucket: string): Coverage {
  return { bucket, state: 'not-scanned', keys: 0, pending: 0, calls: 0 };
}

function takeInto(
  state: BucketState,
  { seen, now, saver }: { seen: Seen; now: number; saver: IndexSaver },
): void {
  if (state.reading !== undefined || state.isLoading === true) state.seenMeanwhile.set(seen.key, seen);
  const { index } = state;
  if (index === undefined) return;
  for (const key of applyNoting(index, seen, new Date(now).toISOString()))
    saver.saw(state.coverage.bucket, { key, entry: index.get(key) });
  state.coverage = { ...state.coverage, keys: index.size };
}

function apply(index: LinkIndex, { key, entry }: Seen): void {
  if (entry === undefined) index.remove(key);
  // Most looks find what is known: that leaves what was derived alone, and what a look does not tell (a restore).
  else if (!isKnown(index.get(key), entry)) index.put(entry);
}

function isKnown(known: IndexEntry | undefined, seen: IndexEntry): boolean {
  return (
    known !== undefined &&
    known.etag === seen.etag &&
    known.lastModified === seen.lastModified &&
    known.size === seen.size &&
    known.storageClass === seen.storageClass &&
    (known.kind === 'link'
      ? seen.kind === 'link' &&
        known.target === seen.target &&
        (seen.served === undefined || isSameServed(known.served, seen.served)) &&
        (seen.readAs === undefined || known.readAs === seen.readAs)
      : seen.kind === 'object' && (seen.restored === undefined || seen.restored === known.restored))
  );
}

function isSameServed(known: SeenHeaders | undefined, seen: SeenHeaders): boolean {
  return known?.targetModified === seen.targetModified && known.wrong.join() === seen.wrong.join();
}

/** Applies what was seen, and notes which links broke by it. @returns keys of which something else is known now */
function applyNoting(index: LinkIndex, seen: Seen, at: string): string[] {
  const links = [seen.key, ...index.backlinksOf(seen.key)];
  const before = new Map(links.map((key) => [key, { entry: index.get(key), judged: index.judge(key) }]));
  apply(index, seen);
  for (const key of links) noteBreak(index, key, { before: before.get(key)?.judged, at });
  return links.filter((key) => index.get(key) !== before.get(key)?.entry);
}

/** Records when a link was first seen broken. What was broken before stays so since then. */
function noteBreak(
  index: LinkIndex,
  key: string,
  { before, at }: { before: JudgedLink | undefined; at: string },
): void {
  const entry = index.get(key);
  const now = index.judge(key);
  if (entry?.kind !== 'link' || now === undefined || !isBroken(now.health)) return;
  const since = before !== undefined && isBroken(before.health) ? before.brokenSince : at;
  if (since !== undefined && since !== entry.brokenSince) index.put({ ...entry, brokenSince: since });
}

/** Takes over what an earlier scan of the bucket knew and this one does not tell. */
function carryOver(earlier: LinkIndex | undefined, index: LinkIndex, at: string): void {
  if (earlier === undefined) return;
  const links = [...index.entries()].filter((entry) => entry.kind === 'link');
  for (const link of links) {
    const old = earlier.get(link.key);
    const isSame = old?.kind === 'link' && old.etag === link.etag && old.lastModified === link.lastModified;
    if (isSame && old.served !== undefined && link.served === undefined)
      index.put({ ...link, served: old.served });
    // Of a key that the scan before did not come to, nothing is known.
    if (earlier.knows(link.key)) noteBreak(index, link.key, { before: earlier.judge(link.key), at });
  }
}
