import { LinkIndex } from '@signpost/link-model/index';
import { applySeen } from './apply-seen.ts';
import type { BucketState } from './bucket-state.ts';
import type { IndexStore, KeptScan } from './index-store.ts';
import { readPages } from './read-pages.ts';

/** Takes over the index of a scan from the store. */
export async function loadInto(state: BucketState, scan: KeptScan, store: IndexStore): Promise<void> {
  state.isLoading = true;
  try {
    const index = await loadIndex(store, scan);
    // A scan that began meanwhile will know more.
    if (state.scanning !== undefined) return;
    for (const seen of state.seenMeanwhile.values()) applySeen(index, seen);
    state.index = index;
    state.coverage = { ...scan.coverage, keys: index.size };
  } finally {
    state.isLoading = false;
    if (state.scanning === undefined) state.seenMeanwhile.clear();
  }
}

async function loadIndex(store: IndexStore, { coverage, ...facts }: KeptScan): Promise<LinkIndex> {
  const index = new LinkIndex([], facts);
  for await (const page of readPages((page) => store.entries(coverage.bucket, page)))
    for (const entry of page) index.put(entry);
  return index;
}
