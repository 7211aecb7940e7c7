import { LinkIndex, type IndexEntry } from '@signpost/link-model/index';
import { applySeen, takeSince } from './apply-seen.ts';
import type { BucketState } from './bucket-state.ts';
import type { IndexStore, KeptScan, MissingTarget } from './index-store.ts';

const pageSize = 10_000;

/** Takes over the index of a scan from the store. */
export async function loadInto(state: BucketState, scan: KeptScan, store: IndexStore): Promise<void> {
  state.isLoading = true;
  try {
    const { coverage, ...facts } = scan;
    const index = new LinkIndex(await readEntries(store, coverage.bucket), facts);
    for (const { key, lastSeen } of await readMissingTargets(store, coverage.bucket))
      index.noteLastSeen(key, lastSeen);
    if (scan.linksOnly === true)
      for (const key of await readAbsentKeys(store, coverage.bucket)) index.remove(key);
    // A scan that began meanwhile will know more.
    if (state.scanning !== undefined) return;
    for (const seen of state.seenMeanwhile.values()) applySeen(index, seen);
    state.index = index;
    takeSince(state, scan.since ?? coverage.scannedAt);
    state.coverage = { ...coverage, keys: index.size };
  } finally {
    state.isLoading = false;
    if (state.scanning === undefined) state.seenMeanwhile.clear();
  }
}

/** All entries of a bucket that are kept, in key order. */
export const readEntries = (store: IndexStore, bucket: string): Promise<IndexEntry[]> =>
  readAll((page) => store.entries(bucket, page));

/** All missing targets of a bucket that are kept, in key order. */
export const readMissingTargets = (store: IndexStore, bucket: string): Promise<MissingTarget[]> =>
  readAll((page) => store.missingTargets(bucket, page));

/** All keys of a bucket at which somebody found nothing since the last scan of them, in key order. */
export const readAbsentKeys = async (store: IndexStore, bucket: string): Promise<string[]> =>
  (await readAll((page) => store.absentKeys(bucket, page))).map(({ key }) => key);

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
