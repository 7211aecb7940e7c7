/**
 * Grid templates for header and rows, so that numbers never jump. With room for what mends a link where a row of the page
 * has that; where there is little, the time of its last write gives way.
 */
export const linkColumns = {
  plain:
    'grid grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)_7rem_3.5rem] gap-x-4 pr-9 pl-3 ' +
    '@min-[46rem]:grid-cols-[6.75rem_minmax(0,1.1fr)_minmax(0,1fr)_9.25rem_3.5rem]',
  mending:
    'grid grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)_7rem_8.5rem] gap-x-4 pr-9 pl-3 ' +
    '@min-[46rem]:grid-cols-[6.75rem_minmax(0,1.1fr)_minmax(0,1fr)_9.25rem_3.5rem_8.5rem]',
} as const;
