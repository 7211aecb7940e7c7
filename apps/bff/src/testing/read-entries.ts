import { LinkIndex, ObjectBlock, type IndexEntry, type LinkEntry } from '@signpost/link-model/index';
import type { IndexStore } from '../link-index/index-store.ts';
import { readStored } from '../link-index/load-index.ts';

/** All entries that a store keeps of a bucket, packed or not, in key order. */
export async function readEntries(store: IndexStore, bucket: string): Promise<IndexEntry[]> {
  const { entries, objects } = await readStored(store, bucket);
  return [...new LinkIndex(entries, {}, objects).entries()];
}

/** Entries in key order as a scan keeps them. */
export function toFound(entries: readonly IndexEntry[]): { links: LinkEntry[]; objects: ObjectBlock } {
  const objects = entries.filter((entry) => entry.kind === 'object');
  return {
    links: entries.filter((entry) => entry.kind === 'link'),
    objects: ObjectBlock.pack(objects),
  };
}
