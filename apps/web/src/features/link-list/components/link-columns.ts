import type { ColumnSpec } from '../../../shared/ui/parts/column-layout.ts';
import { createColumnStore } from '../../../shared/ui/parts/column-store.ts';

export type LinkColumn = 'bucket' | 'key' | 'leadsTo' | 'health' | 'changed' | 'remedy';

/** Columns of the list of links; the reader's changes are remembered. */
export const linkColumnStore = createColumnStore<LinkColumn>('links', [
  { id: 'bucket', width: 108 },
  { id: 'key', width: 64, share: 1.1, fixed: true },
  { id: 'leadsTo', width: 64, share: 1 },
  { id: 'health', width: 148, min: 112 },
  { id: 'changed', width: 76 },
  // The longest label of a remedy is not cut.
  { id: 'remedy', width: 136, min: 136 },
]);

/** A list narrower than 58rem, as beside an open panel, where columns give way. */
export const tightClass = '@max-[58rem]:hidden';

/** What health is there: its shape, with the word for those who hear it. */
export const tightHealthClass = '@max-[58rem]:[&_svg+span]:sr-only';

/** What the rows of a page are like, as far as columns depend on it. */
export interface RowTraits {
  /** A row has something that mends it, and its column is shown. */
  mending: boolean;
  /** All lie in one bucket. */
  oneBucket: boolean;
}

/**
 * Columns that give way in a tight list: the bucket where it is the same in each row; where a row has what mends it, the
 * time of its last write too.
 */
export function isGivingWay({ id }: ColumnSpec<LinkColumn>, { mending, oneBucket }: RowTraits): boolean {
  return (id === 'bucket' && oneBucket) || (id === 'changed' && mending);
}

/** Head and rows of one template, so that numbers never jump. */
export const linkRowClass =
  'grid grid-cols-(--columns-tight) gap-x-4 pr-9 pl-8 @min-[58rem]:grid-cols-(--columns)';
