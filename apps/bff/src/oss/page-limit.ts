/** Entries of one list call, which is as many as OSS gives. */
export const pageSize = 1000;

/**
 * Pages that reading so many entries may take. OSS may give pages that are not full; one that gives hardly anything on
 * each page must not be followed for ever.
 */
export function pageLimit(entries: number): number {
  return Math.ceil(entries / pageSize) * 2 + 10;
}
