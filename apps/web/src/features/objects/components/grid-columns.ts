/** One grid template for header and rows, so that numbers never jump. The class column gives way first. */
export const gridColumns =
  'grid grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)_7.25rem_5rem_3.5rem] gap-x-4 px-3 ' +
  '@min-[60rem]:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)_7.25rem_5rem_7rem_3.5rem]';

/** Pixels of one row. On a phone a row has two lines. */
export function toRowHeight(choice: 'compact' | 'comfortable', narrow: boolean): number {
  if (narrow) return choice === 'compact' ? 56 : 64;
  return choice === 'compact' ? 32 : 40;
}
