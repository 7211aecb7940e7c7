import { isRestored } from '@signpost/oss-protocol/rules';
import type { Coverage } from '@signpost/api-contract';
import type { LinkIndex } from '@signpost/link-model/index';
import { isOssServiceError, listObjectsV2, OssError, type OssClient } from '@signpost/oss-client';
import type { SeenListener } from '../keys/read-context.ts';
import { takeInto } from './apply-seen.ts';
import { emptyCoverage, type BucketState } from './bucket-state.ts';
import { isNewer } from './shared-coverage.ts';
import { createIndexSaver } from './index-saver.ts';
import type { Seen } from './index-store.ts';
import { loadInto } from './load-index.ts';
import { readInto, type ReadOptions } from './read-bucket.ts';
import { maxKeys } from './scan-bucket.ts';
import { toSeen } from './to-seen.ts';

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
  /** Forgets buckets that are gone. @param listed those that OSS lists; any other is asked for. @throws OssError */
  forgetGone(listed: ReadonlySet<string>): Promise<void>;
  close(): Promise<void>;
}

export function createLinkIndexes(options: ReadOptions): LinkIndexes {
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
    async forgetGone(listed) {
      for (const [bucket, { reading }] of states) {
        // A scan under way finds out by itself.
        if (listed.has(bucket) || reading !== undefined || !(await isGone(options.client, bucket))) continue;
        states.delete(bucket);
        saver.forget(bucket);
      }
    },
    async close() {
      closing.abort();
      await Promise.allSettled([...states.values()].flatMap(({ reading }) => reading ?? []));
      await saver.flush();
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

/** Looks add to a reading, but not without end: a tenth of what a reading may hold. */
function mostSeen(options: ReadOptions): number {
  return (options.maxKeys ?? maxKeys) * 1.1;
}
