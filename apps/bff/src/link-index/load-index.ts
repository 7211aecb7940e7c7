import { LinkIndex, type IndexEntry } from '@signpost/link-model/index';
import { applySeen, takeSince } from './apply-seen.ts';
import type { BucketState } from './bucket-state.ts';
import type { IndexStore, KeptScan, MissingTarget } from './index-store.ts';
import { readPages } from './read-pages.ts';

/** Takes over the index of a scan from the store. */
export async function loadInto(state: BucketState, scan: KeptScan, store: IndexStore): Promise<void> {
  state.isLoading = true;
  try {
    const { coverage, ...facts } = scan;
    const index = new LinkIndex(await readEntries(store, coverage.bucket), facts);
    for (const { key, lastSeen } of await readMissingTargets(store, coverage.bucket))
      index.noteLastSeen(key, lastSeen);
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
export async function readEntries(store: IndexStore, bucket: string): Promise<IndexEntry[]> {
  const entries: IndexEntry[] = [];
  for await (const page of readPages((page) => store.entries(bucket, page)))
    for (const entry of page) entries.push(entry);
  return entries;
}

/** All missing targets of a bucket that are kept, in key order. */
export async function readMissingTargets(store: IndexStore, bucket: string): Promise<MissingTarget[]> {
  const found: MissingTarget[] = [];
  for await (const page of readPages((page) => store.missingTargets(bucket, page))) found.push(...page);
  return found;
}
