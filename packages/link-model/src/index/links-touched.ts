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
  backlinks: ReadonlyMap<string, ReadonlySet<string>>;
  sums: FolderSums;
}

/** Links, beside the key itself, of whose health a change may tell something else. */
export function linksTouchedBy(
  key: string,
  { old, entry }: KeyChange,
  { links, backlinks, sums }: Known,
): Set<string> {
  const leading = [...(backlinks.get(key) ?? [])];
  if (old?.kind === 'object' && entry?.kind === 'object') {
    const looksSame = old.storageClass === entry.storageClass && old.restored === entry.restored;
    return new Set(looksSame ? leading.filter((link) => wasCompared(links.get(link))) : leading);
  }
  const touched = new Set(leading);
  // A loop may close or open anywhere before the key.
  let layer = leading;
  for (let depth = 0; depth <= maxChain && layer.length > 0; depth += 1) {
    const next = layer.flatMap((link) => [...(backlinks.get(link) ?? [])]);
    layer = next.filter((link) => !touched.has(link));
    for (const link of layer) touched.add(link);
  }
  // A folder that comes or goes with the key is what links that name it lead to.
  const without = old === undefined ? 0 : 1;
  if ((old === undefined) !== (entry === undefined))
    for (const folder of foldersOf(key))
      if (folder !== '' && sums.count(folder) === without)
        for (const name of [folder, folder.slice(0, -1)])
          for (const link of backlinks.get(name) ?? []) touched.add(link);
  return touched;
}

/** Notes where a link leads. */
export function moveBacklink(
  backlinks: Map<string, Set<string>>,
  link: string,
  { before, after }: { before: string | undefined; after: string | undefined },
): void {
  if (before === after) return;
  if (before !== undefined) {
    const left = backlinks.get(before);
    left?.delete(link);
    if (left?.size === 0) backlinks.delete(before);
  }
  if (after === undefined) return;
  const joined = backlinks.get(after);
  if (joined === undefined) backlinks.set(after, new Set([link]));
  else joined.add(link);
}
