import type { Entry } from '@signpost/api-contract';

/** One row of the list. `id` is the key or prefix: unique on a page. */
export type ListRow =
  | { kind: 'folder'; id: string }
  | { kind: 'object' | 'link'; id: string; entry: Extract<Entry, { kind: 'object' }> };

/**
 * Rows in the order OSS gave them: keys and prefixes together, by their bytes. An object whose key is the folder
 * itself (`dir/`) keeps its row: it is stored, and it may be a link.
 */
export function toListRows(entries: readonly Entry[]): ListRow[] {
  return entries.map((entry): ListRow => {
    if (entry.kind === 'prefix') return { kind: 'folder', id: entry.prefix };
    return { kind: entry.type === 'Symlink' ? 'link' : 'object', id: entry.key, entry };
  });
}

/** How many rows above and below a long key is compared with. */
const reach = 4;

/** For each id those around it, without itself. */
export function toNeighbors(ids: readonly string[]): string[][] {
  return ids.map((_, i) => [...ids.slice(Math.max(0, i - reach), i), ...ids.slice(i + 1, i + 1 + reach)]);
}
