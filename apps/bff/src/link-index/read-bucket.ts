import type { Coverage } from '@signpost/api-contract';
import { LinkIndex } from '@signpost/link-model/index';
import { isOssServiceError, OssError, type OssClient } from '@signpost/oss-client';
import { createMeter } from '../oss/metered-client.ts';
import type { TargetCache } from '../oss/target-cache.ts';
import { applySeen, carryOver } from './apply-seen.ts';
import type { BucketState } from './bucket-state.ts';
import { compareAllHeaders } from './compare-all-headers.ts';
import { findPlusTargets } from './find-plus-targets.ts';
import type { IndexSaver } from './index-saver.ts';
import type { IndexStore } from './index-store.ts';
import { describe, scanBucket, type BucketScan } from './scan-bucket.ts';

export interface ReadOptions {
  client: OssClient;
  targets: TargetCache;
  now: () => number;
  /** Whether a bucket reads objects of the class Archive without a restore. */
  readsArchiveDirectly: (bucket: string) => Promise<boolean>;
  maxKeys?: number;
  store: IndexStore;
  /** Called when something could not be kept in the store. */
  onNotKept: (error: unknown) => void;
  /** Called when a reading begins, every second of it, and when it has ended. */
  onCoverage?: (coverage: Coverage) => void;
  /** Called when a reading has ended with something to show. */
  onRead?: (bucket: string) => void;
}

/** Reads a bucket afresh. Never throws: how it ended stands in the coverage. */
export async function readInto(
  state: BucketState,
  options: ReadOptions & { bucket: string; saver: IndexSaver; signal: AbortSignal },
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
    };
    const index = new LinkIndex(reading.entries, facts);
    for (const seen of state.seenMeanwhile.values()) applySeen(index, seen);
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
    if (isOssServiceError(error, 'NoSuchBucket')) {
      delete state.index;
      saver.forget(bucket);
    }
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
