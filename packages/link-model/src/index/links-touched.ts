import type { Backlinks } from './backlinks.ts';
import { maxChain } from './follow-links.ts';
import type { FolderSums } from './folder-sums.ts';
import { wasCompared, type IndexEntry } from './index-entry.ts';
import { foldersOf } from './key-order.ts';

/** What was stored at a key, and what is. */
export interface KeyChange {
  old: IndexEntry | undefined;
  entry: IndexEntry | undefined;
}

interface Known {
  links: ReadonlyMap<string, IndexEntry>;
  backlinks: Backlinks;
  sums: FolderSums;
}

/** Links, beside the key itself, of whose health a change may tell something else. */
export function linksTouchedBy(
  key: string,
  { old, entry }: KeyChange,
  { links, backlinks, sums }: Known,
): Set<string> {
  const leading = [...backlinks.of(key)];
  if (old?.kind === 'object' && entry?.kind === 'object') {
    const looksSame = old.storageClass === entry.storageClass && old.restored === entry.restored;
    return new Set(looksSame ? leading.filter((link) => wasCompared(links.get(link))) : leading);
  }
  const touched = new Set(leading);
  // A loop may close or open anywhere before the key.
  let layer = leading;
  for (let depth = 0; depth <= maxChain && layer.length > 0; depth += 1) {
    const next = layer.flatMap((link) => [...backlinks.of(link)]);
    layer = next.filter((link) => !touched.has(link));
    for (const link of layer) touched.add(link);
  }
  // A folder that comes or goes with the key is what links that name it lead to.
  const without = old === undefined ? 0 : 1;
  if ((old === undefined) !== (entry === undefined))
    for (const folder of foldersOf(key))
      if (folder !== '' && sums.count(folder) === without)
        for (const name of [folder, folder.slice(0, -1)])
          for (const link of backlinks.of(name)) touched.add(link);
  return touched;
}
