import type { ColumnSort } from '../../../shared/ui/parts/column-layout.ts';
import type { FolderFacts } from './folder-facts.ts';
import type { ListRow } from './list-rows.ts';

/** Columns whose value is known of every row, not only of those on screen. */
export type SortedColumn = 'key' | 'size' | 'changed';

/** As OSS lists. */
export const keyOrder: ColumnSort<SortedColumn> = { column: 'key', descending: false };

/** Why the list cannot be sorted by a column: the folder goes on, or the value is looked up for rows on screen. */
export type UnsortedReason = 'partly' | 'looked-up';

/**
 * Why rows cannot be sorted by a column; undefined where they can. OSS lists by key only: a part of a folder that is
 * sorted by anything would hide what comes after it. The size of a link is that of its target, which is looked up.
 */
export function toUnsortedReason(
  column: string,
  { rows, whole }: { rows: readonly ListRow[]; whole: boolean },
): UnsortedReason | undefined {
  switch (column) {
    case 'key':
    case 'changed':
      return whole ? undefined : 'partly';
    case 'size':
      if (rows.some(({ kind }) => kind === 'link')) return 'looked-up';
      return whole ? undefined : 'partly';
    default:
      return 'looked-up';
  }
}

/** The order that the head of a column leads to: newest and largest first, then the other way, then by key again. */
export function toNextSort(sort: ColumnSort, column: SortedColumn): ColumnSort<SortedColumn> {
  if (column === 'key') return { column, descending: sort.column === 'key' && !sort.descending };
  if (sort.column !== column) return { column, descending: true };
  return sort.descending ? { column, descending: false } : keyOrder;
}

/** Rows in another order than that of their keys. Those of which nothing is known come last, and equal ones by key. */
export function sortRows(
  rows: readonly ListRow[],
  { column, descending }: ColumnSort<SortedColumn>,
  folders: ReadonlyMap<string, FolderFacts>,
): readonly ListRow[] {
  if (column === 'key') return descending ? rows.toReversed() : rows;
  const toValue = column === 'size' ? toSize : toTime;
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: toValue(row, folders) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined);
      return sign * (a.value - b.value);
    })
    .map(({ row }) => row);
}

type ToValue = (row: ListRow, folders: ReadonlyMap<string, FolderFacts>) => number | undefined;

const toSize: ToValue = (row, folders) =>
  row.kind === 'folder' ? folders.get(row.id)?.holds?.bytes : row.entry.size;

const toTime: ToValue = (row, folders) => {
  const at = row.kind === 'folder' ? folders.get(row.id)?.newest : row.entry.lastModified;
  return at === undefined ? undefined : Date.parse(at);
};
