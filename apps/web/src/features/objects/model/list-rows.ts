import type { Entry } from '@signpost/api-contract';

/** One row of the list. `id` is the key or prefix: unique on a page. */
export type ListRow =
  | { kind: 'folder'; id: string }
  | { kind: 'object' | 'link'; id: string; entry: Extract<Entry, { kind: 'object' }> };

/** Rows in the order OSS gave them: keys and prefixes together, by their bytes. */
export function toListRows(entries: readonly Entry[], prefix: string): ListRow[] {
  return entries.flatMap((entry): ListRow[] => {
    if (entry.kind === 'prefix') return [{ kind: 'folder', id: entry.prefix }];
    // The folder's own zero-byte object is the folder itself, not something in it; a link there is worth a row.
    if (entry.key === prefix && entry.type !== 'Symlink' && entry.size === 0) return [];
    return [{ kind: entry.type === 'Symlink' ? 'link' : 'object', id: entry.key, entry }];
  });
}
