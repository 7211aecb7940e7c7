/** One grid template for header and rows, so that nothing jumps. */
export const planColumns =
  'grid grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)_minmax(0,0.8fr)_8.5rem] gap-x-4 px-3 @min-[60rem]:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_minmax(0,0.8fr)_11rem]';
