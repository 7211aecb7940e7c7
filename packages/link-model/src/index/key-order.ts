import { compareKeys } from '@signpost/oss-protocol/rules';

/** Index of the first key that is not before `key` in a sorted list. */
export function lowerBound(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(sorted[middle] ?? '', key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first keys in key order, `most` of them at the most, without sorting all. */
export function firstKeys(keys: Iterable<string>, most: number): string[] {
  const first: string[] = [];
  for (const key of keys) {
    const last = first.at(-1);
    if (first.length === most && last !== undefined && compareKeys(key, last) > 0) continue;
    first.splice(lowerBound(first, key), 0, key);
    if (first.length > most) first.pop();
  }
  return first;
}
