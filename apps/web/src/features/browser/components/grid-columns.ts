/**
 * One grid template for header and rows, so that numbers never jump. Where the list is narrow, size, class and age
 * give way to keys and targets: they are in the panel too. Left of it is room for the mark, right of it for the menu.
 */
export const gridColumns =
  'grid grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)_6.5rem] gap-x-4 pr-9 pl-8 ' +
  '@min-[44rem]:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)_9.25rem_6.5rem_3.25rem] ' +
  '@min-[60rem]:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)_9.25rem_7rem_5.5rem_3.25rem]';

/** The same where there can be no links. */
export const gridColumnsWithoutLinks =
  'grid grid-cols-[minmax(0,1fr)_6.5rem_3.25rem] gap-x-4 pr-9 pl-8 ' +
  '@min-[60rem]:grid-cols-[minmax(0,1fr)_7rem_5.5rem_3.25rem]';

/** The same on a phone: one column, two lines. The mark lies over the icon. */
export const narrowRow = 'flex pr-11 pl-3';

/** Cells that a narrow list does without. */
export const spareCell = '@max-[44rem]:hidden';

/** Pixels of one row. On a phone a row has two lines. */
export function toRowHeight(choice: 'compact' | 'comfortable', narrow: boolean): number {
  if (narrow) return choice === 'compact' ? 56 : 64;
  return choice === 'compact' ? 32 : 40;
}
