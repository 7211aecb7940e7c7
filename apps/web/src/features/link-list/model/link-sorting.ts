import type { LinkSort } from '@signpost/api-contract';
import type { ColumnSort } from '../../../shared/ui/parts/column-layout.ts';

/** Columns that the API can order links by. */
export type SortedColumn = 'key' | 'health' | 'changed';

/** Orders of each column, in the turn in which its head gives them. */
const orders: Record<SortedColumn, readonly (LinkSort | undefined)[]> = {
  key: [undefined],
  health: ['health'],
  changed: ['newest', 'oldest'],
};

export function isSortedColumn(column: string): column is SortedColumn {
  return Object.hasOwn(orders, column);
}

/** Which column the list is ordered by. Healths come worst first. */
export function toColumnSort(sort: LinkSort | undefined): ColumnSort<SortedColumn> {
  if (sort === undefined) return { column: 'key', descending: false };
  return sort === 'health'
    ? { column: 'health', descending: true }
    : { column: 'changed', descending: sort === 'newest' };
}

/** The order that the head of a column leads to: the column's next one, and after its last that of bucket and key. */
export function toNextSort(sort: LinkSort | undefined, column: SortedColumn): LinkSort | undefined {
  const own = orders[column];
  return own[own.indexOf(sort) + 1];
}
