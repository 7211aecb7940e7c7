/** One grid template for header and rows, so that numbers never jump. */
export const linkColumns =
  'grid grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)_7rem_3.5rem] gap-x-4 pr-9 pl-3 ' +
  '@min-[46rem]:grid-cols-[6.75rem_minmax(0,1.1fr)_minmax(0,1fr)_9.25rem_3.5rem]';
