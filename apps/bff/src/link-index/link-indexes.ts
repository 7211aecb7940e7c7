import type { Coverage } from '@signpost/api-contract';
import type { LinkIndex } from '@signpost/link-model/index';
import { isOssServiceError, listObjectsV2, OssError, type OssClient } from '@signpost/oss-client';
import type { SeenListener } from '../keys/read-context.ts';
import { expireCopies, takeInto } from './apply-seen.ts';
import type { Actor } from '../auth/permit.ts';
import { emptyCoverage, type BucketState, type ScanAtWork } from './bucket-state.ts';
import { createIndexSaver } from './index-saver.ts';
import type { Seen } from './index-store.ts';
import { isToLoad, loadInto } from './load-index.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { runScan, type ScanOptions } from './run-scan.ts';
import { maxKeys } from './scan-bucket.ts';
import type { ScanStart, StoredScan } from './scan-store.ts';
import { toRestored } from './to-restored.ts';
import { toSeen } from './to-seen.ts';

/** The link indexes of one connection's buckets: answered from memory, kept in a store. */
export interface LinkIndexes extends SeenListener {
  coverage(bucket: string): Coverage;
  /** The last scan that ended, complete or partial; undefined before the first. */
  get(bucket: string): LinkIndex | undefined;
  /** Buckets that have been scanned, or are being scanned. */
  buckets(): string[];
  /**
   * Begins the scan of a bucket, or joins the one under way on whichever console; with `headers` it also compares those of
   * links and targets, with `source` something else feeds it than the list of all keys. Settles once it has begun; how it ended stands in the coverage. @throws while the database is away
   */
  scan(bucket: string, options?: Partial<ScanStart>): Promise<void>;
  /** The same for a schedule: a scan that somebody has paused stays so. Whoever looks for scans next makes it. */
  beginScheduled(bucket: string, askedBy: Actor | undefined): Promise<void>;
  /** Scans that this console makes, and with whose right. */
  underWay(): { bucket: string; askedBy: Actor | undefined }[];
  /** Settles when the scan that this console makes of a bucket has ended, if there is one. */
  scanned(bucket: string): Promise<void>;
  /** The scan of a bucket as it is kept, whichever console makes it. */
  storedScan(bucket: string): Promise<StoredScan | undefined>;
  /** Pauses, resumes or cancels a scan, on whichever console it is made. @returns false where it is in no state for that */
  control(bucket: string, what: 'pause' | 'resume' | 'cancel'): Promise<boolean>;
  /** Goes on with scans that no console makes, and leaves those that this one is not to make. */
  takeUpScans(): Promise<void>;
  /** Takes scans from the store that are newer than what is known here. @throws while the database is away */
  load(): Promise<void>;
  /** Forgets buckets that are gone. @param listed those that OSS lists; any other is asked for. @throws OssError */
  forgetGone(listed: ReadonlySet<string>): Promise<void>;
  close(): Promise<void>;
}

export function createLinkIndexes(options: ScanOptions): LinkIndexes {
  const states = new Map<string, BucketState>();
  const closing = new AbortController();
  const saver = createIndexSaver({ ...options, signal: closing.signal });
  const takeOver = (state: BucketState, seen: Seen): void =>
    takeInto(state, { seen, now: options.now(), saver });
  const stateOf = (bucket: string): BucketState => {
    const found = states.get(bucket) ?? {
      coverage: emptyCoverage(bucket),
      seenMeanwhile: new Map(),
      lastLooks: new Map(),
    };
    states.set(bucket, found);
    return found;
  };
  let loading: Promise<void> | undefined;
  async function loadNewer(): Promise<void> {
    // What was seen here a moment ago would not be among what is loaded.
    await saver.flush();
    for (const scan of await options.store.scans()) {
      const state = stateOf(scan.coverage.bucket);
      if (!isToLoad(state, scan.coverage)) continue;
      await loadInto(state, scan, options.store).catch((error: unknown) => {
        if (error instanceof ProblemError) throw error;
        options.onNotKept(error);
      });
    }
  }
  let takingUp: Promise<void> = Promise.resolve();
  /** One look after another: a later one knows more. */
  function takeUpScans(): Promise<void> {
    const look = takingUp.then(lookForScans);
    takingUp = look.catch(() => undefined);
    return look;
  }
  async function lookForScans(): Promise<void> {
    if (closing.signal.aborted) return;
    const atWork = new Map([...states].map(([bucket, { scanning }]) => [bucket, scanning]));
    const held = await options.scans.claim();
    for (const scanning of atWork.values()) if (!held.some(({ id }) => id === scanning?.id)) scanning?.stop();
    for (const scan of held) {
      const state = stateOf(scan.bucket);
      // Somebody else may have asked for it meanwhile.
      if (state.scanning?.id === scan.id) state.scanning.askedBy = scan.askedBy;
      // One that has ended while it was asked for was held, too.
      if (atWork.get(scan.bucket)?.id !== scan.id && state.scanning?.id !== scan.id) goOnWith(state, scan);
    }
  }
  function goOnWith(state: BucketState, scan: StoredScan): void {
    const stopping = new AbortController();
    const signal = AbortSignal.any([closing.signal, stopping.signal]);
    const run = (): Promise<void> => runScan(state, { ...options, scan, saver, signal });
    const earlier = state.scanning?.ended;
    const ended = (earlier === undefined ? run() : earlier.then(run)).finally(() => {
      if (state.scanning === scanning) delete state.scanning;
    });
    const scanning: ScanAtWork = {
      id: scan.id,
      askedBy: scan.askedBy,
      ended,
      stop: () => stopping.abort(),
    };
    state.scanning = scanning;
  }
  return {
    coverage: (bucket) => states.get(bucket)?.coverage ?? emptyCoverage(bucket),
    get(bucket) {
      const state = states.get(bucket);
      if (state !== undefined) expireCopies(state, { now: options.now(), saver });
      return state?.index;
    },
    buckets: () => [...states.keys()],
    async scan(bucket, { headers = false, ...start } = {}) {
      await options.scans.begin(bucket, { headers, ...start });
      await takeUpScans();
    },
    beginScheduled: (bucket, askedBy) =>
      options.scans.begin(bucket, { headers: false, keepsPaused: true, askedBy }),
    underWay: () =>
      [...states].flatMap(([bucket, { scanning }]) =>
        scanning === undefined ? [] : [{ bucket, askedBy: scanning.askedBy }],
      ),
    scanned: async (bucket) => states.get(bucket)?.scanning?.ended,
    storedScan: (bucket) => options.scans.get(bucket),
    async control(bucket, what) {
      const done = await options.scans.control(bucket, what);
      await takeUpScans();
      return done;
    },
    takeUpScans,
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
        takeOver(state, { key: link.key, entry: { ...link, readAs }, derived: true });
      const key = readAs ?? target;
      takeOver(state, {
        key,
        entry: { kind: 'object', key, etag, lastModified, size, storageClass, ...toRestored(card.restore) },
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
      takeOver(state, { key, entry: { ...link, served }, derived: true });
    },
    load() {
      loading ??= loadNewer().finally(() => {
        loading = undefined;
      });
      return loading;
    },
    async forgetGone(listed) {
      for (const [bucket, { scanning }] of states) {
        // A scan under way finds out by itself.
        if (listed.has(bucket) || scanning !== undefined || !(await isGone(options.client, bucket))) continue;
        states.delete(bucket);
        saver.forget(bucket);
      }
    },
    async close() {
      closing.abort();
      await takingUp;
      await Promise.allSettled([...states.values()].flatMap(({ scanning }) => scanning?.ended ?? []));
      await saver.flush();
      await options.scans.release().catch(options.onNotKept);
    },
  };
}

/** A bucket of another account is not listed, and can be there all the same. */
async function isGone(client: OssClient, bucket: string): Promise<boolean> {
  try {
    await listObjectsV2(client, { bucket, maxKeys: 1 });
    return false;
  } catch (error) {
    if (isOssServiceError(error, 'NoSuchBucket')) return true;
    // Not to be told now.
    if (error instanceof OssError) return false;
    throw error;
  }
}

/** Looks add to a scan, but not without end: a tenth of what a scan may hold. */
function mostSeen(options: ScanOptions): number {
  return (options.maxKeys ?? maxKeys) * 1.1;
}
