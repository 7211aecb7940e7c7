import type { Coverage } from '@signpost/api-contract';
import type { IndexEntry } from '@signpost/link-model/index';
import type { OssClient, OssError } from '@signpost/oss-client';
import { ProblemError } from '../problems/problem-error.ts';
import type { IndexStore } from './index-store.ts';
import { lookAtKeys } from './look-at-keys.ts';
import { readPatiently } from './read-patiently.ts';
import { describe, defaultPatienceMs, maxKeys } from './scan-bucket.ts';
import type { ScanProgress, SourceProgress } from './scan-store.ts';
import type { SourceRow } from './inventory-rows.ts';
import { takeRows } from './take-rows.ts';

/** What a walk over a source needs that is not the list of all keys. */
export interface SourceTarget {
  client: OssClient;
  bucket: string;
  signal: AbortSignal;
  maxKeys?: number | undefined;
  patienceMs?: number | undefined;
  now: () => number;
  /** The moment of what is found: see `asOf`. */
  since: string;
  known: (key: string) => IndexEntry | undefined;
  /** Keys that Signpost wrote at since then, where nothing was kept of that. */
  ownKeys: () => Promise<string[]>;
  store: IndexStore;
  /** Keeps what was found. @throws to end the walk */
  keep: (entries: readonly IndexEntry[], progress: ScanProgress) => Promise<void>;
  calls: () => number;
  onWait: (problem: NonNullable<Coverage['problem']>) => void;
}

/** Tries again while OSS throttles or cannot be reached. */
export const patiently = <T>(place: SourceTarget, read: () => Promise<T>): Promise<T> =>
  readPatiently(read, {
    patienceMs: place.patienceMs ?? defaultPatienceMs,
    signal: place.signal,
    onWait: (error: OssError) => place.onWait(describe(error)),
  });

/** Keeps rows of a source, their links looked up, with the progress behind them. */
export async function keepRows(
  place: SourceTarget,
  rows: readonly SourceRow[],
  { progress, source }: { progress: ScanProgress; source: SourceProgress },
): Promise<ScanProgress> {
  const { entries, gone } = await patiently(place, () => takeRows(place, rows));
  await lookAgain(place, gone);
  const [part] = progress.parts;
  const keys = (part?.keys ?? 0) + rows.length;
  if (keys > (place.maxKeys ?? maxKeys)) throw new ProblemError('scan-too-large');
  const next: ScanProgress = {
    ...progress,
    parts: [{ after: '', keys, pages: (part?.pages ?? 0) + 1, done: false }],
    calls: place.calls(),
    source,
  };
  await place.keep(entries, next);
  return next;
}

/** Records what is at keys now, whatever the source says of them. */
export async function lookAgain(place: SourceTarget, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const seen = await patiently(place, () => lookAtKeys(place, keys));
  await place.store.record(place.bucket, seen);
}
