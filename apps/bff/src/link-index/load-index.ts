import { setImmediate } from 'node:timers/promises';
import type { Coverage } from '@signpost/api-contract';
import { LinkIndex, ObjectTable, type IndexEntry, type ObjectRange } from '@signpost/link-model/index';
import { compareKeys } from '@signpost/oss-protocol/rules';
import { ProblemError } from '../problems/problem-error.ts';
import { applySeen, takeSince } from './apply-seen.ts';
import type { BucketState } from './bucket-state.ts';
import { isNewer } from './shared-coverage.ts';
import type { IndexReads, IndexStore, KeptScan, MissingTarget } from './index-store.ts';

const pageSize = 10_000;
/** About five megabytes. */
const rangesAtOnce = 100;

/** Whether a scan that is kept is to be loaded: it is newer than what is known, and than one that could not be read. */
export const isToLoad = ({ coverage, unreadable, scanning }: BucketState, kept: Coverage): boolean =>
  scanning === undefined &&
  isNewer(kept, coverage) &&
  (unreadable === undefined || isNewer(kept, unreadable));

/** Takes over the index of a scan from the store. @throws where it cannot be read; the coverage tells that it is damaged */
export async function loadInto(state: BucketState, scan: KeptScan, store: IndexStore): Promise<void> {
  state.isLoading = true;
  try {
    const { coverage, ...facts } = scan;
    // Another console may scan the bucket: a key that turns from an object into a link meanwhile is in one of both.
    const { entries, objects, absent, missing } = await store.atOneMoment(async (reads) => ({
      ...(await readStored(reads, coverage.bucket)),
      missing: await readMissingTargets(reads, coverage.bucket),
    }));
    const index = new LinkIndex(entries, facts, objects);
    for (const { key, lastSeen } of missing) index.noteLastSeen(key, lastSeen);
    if (scan.linksOnly === true) for (const key of absent) index.remove(key);
    await prepareIndex(index);
    // A scan that began meanwhile will know more.
    if (state.scanning !== undefined) return;
    for (const seen of state.seenMeanwhile.values()) applySeen(index, seen);
    state.index = index;
    takeSince(state, scan.since ?? coverage.scannedAt);
    state.coverage = { ...coverage, keys: index.size };
  } catch (error) {
    // The database is away: it is read at the next question.
    if (error instanceof ProblemError) throw error;
    // What is damaged, only a scan makes up for.
    state.unreadable = scan.coverage;
    if (state.scanning === undefined) state.coverage = toUnreadable(state);
    throw error;
  } finally {
    state.isLoading = false;
    if (state.scanning === undefined) state.seenMeanwhile.clear();
  }
}

/** An older index stays: it is as true as its age says. */
function toUnreadable({ index, coverage }: BucketState): Coverage {
  return index === undefined
    ? { ...coverage, state: 'failed', problem: { code: 'internal' } }
    : { ...coverage, problem: { code: 'internal', later: true } };
}

/** Derives what questions about an index need before anybody asks, and lets others be served meanwhile. */
export async function prepareIndex(index: LinkIndex): Promise<void> {
  for (const _ of index.prepare()) await setImmediate();
}

/** What is kept of a bucket. */
export interface Stored {
  /** Links, and objects that are in no block as they are now; in key order. */
  entries: IndexEntry[];
  objects: ObjectTable;
  /** Keys at which somebody found nothing since the last scan of them, in key order. */
  absent: string[];
}

/** All that is kept of a bucket. @param upTo nothing behind this key; everything where it is absent */
export async function readStored(store: IndexReads, bucket: string, upTo?: string): Promise<Stored> {
  const isIn = (key: string): boolean => upTo === undefined || compareKeys(key, upTo) <= 0;
  const objects = new ObjectTable();
  for (const range of await readRanges(store, bucket))
    if (upTo === undefined || compareKeys(range.after, upTo) < 0)
      objects.addRange(range.upTo !== undefined && isIn(range.upTo) ? range : { ...range, upTo });
  const absent = (await readAll((page) => store.absentKeys(bucket, page))).map(({ key }) => key);
  for (const key of absent) objects.delete(key);
  const rows = await readAll((page) => store.entries(bucket, page));
  const entries = rows.filter((row) => isIn(row.key) && !isOlder(row, objects.get(row.key)));
  return { entries, objects, absent };
}

/** An answer that was long on its way tells of an earlier state than the scan after it. */
export function isOlder(row: IndexEntry, scanned: IndexEntry | undefined): boolean {
  return scanned !== undefined && row.lastModified < scanned.lastModified;
}

async function readRanges(store: IndexReads, bucket: string): Promise<ObjectRange[]> {
  const all: ObjectRange[] = [];
  for (;;) {
    const page = await store.objects(bucket, { after: all.at(-1)?.after, limit: rangesAtOnce });
    all.push(...page);
    if (page.length < rangesAtOnce) return all;
  }
}

/** All missing targets of a bucket that are kept, in key order. */
export const readMissingTargets = (store: IndexReads, bucket: string): Promise<MissingTarget[]> =>
  readAll((page) => store.missingTargets(bucket, page));

/** All of something that is stored in key order. */
async function readAll<T extends { key: string }>(
  read: (page: { after: string; limit: number }) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await read({ after: all.at(-1)?.key ?? '', limit: pageSize });
    for (const one of page) all.push(one);
    if (page.length < pageSize) return all;
  }
}
