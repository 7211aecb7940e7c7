import { compareKeys } from '@signpost/oss-protocol/rules';

/** Index of the first key that is not before `key` in a sorted list. */
export function lowerBound(sorted: readonly string[], key: string): number {
  return partition(sorted, (one) => compareKeys(one, key) < 0);
}

/** How many of a list, from its start, pass a test that none passes behind the first that does not. */
export function partition<T>(list: readonly T[], passes: (one: T) => boolean): number {
  return partitionPoint(list.length, (at) => passes(list[at]!));
}

/** How many places, from the first, pass a test that none passes behind the first that does not. */
export function partitionPoint(length: number, passes: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(middle)) low = middle + 1;
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

/** Folders that a key lies in, from the top of the bucket inwards. A key that ends in a slash lies in its own. */
export function* foldersOf(key: string): Generator<string> {
  yield '';
  for (let end = key.indexOf('/'); end >= 0; end = key.indexOf('/', end + 1)) yield key.slice(0, end + 1);
}
