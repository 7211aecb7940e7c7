/**
 * One grid template for header and rows, so that numbers never jump. Where the list is narrow, size, class and age
 * give way to keys and targets: they are in the panel too.
 */
export const gridColumns =
  'grid grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)_6.5rem] gap-x-4 px-3 ' +
  '@min-[44rem]:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)_7.25rem_7rem_3.5rem] ' +
  '@min-[60rem]:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)_7.25rem_7.5rem_6rem_3.5rem]';

/** Cells that a narrow list does without. */
export const spareCell = '@max-[44rem]:hidden';

/** Pixels of one row. On a phone a row has two lines. */
export function toRowHeight(choice: 'compact' | 'comfortable', narrow: boolean): number {
  if (narrow) return choice === 'compact' ? 56 : 64;
  return choice === 'compact' ? 32 : 40;
}
