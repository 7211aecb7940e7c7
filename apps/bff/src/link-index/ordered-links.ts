import type { LinkSort } from '@signpost/api-contract';
import { compareHealth, type Health } from '@signpost/link-model/health';
import { partitionPoint, type LinkIndex, type LinkState } from '@signpost/link-model/index';
import { compareKeys } from '@signpost/oss-protocol/rules';
import { keepAnswer } from './keep-answer.ts';
import type { LinkCursor, LinkFilter, LinkPage } from './link-index.ts';
import { matchLinks, nameFilter } from './match-links.ts';

/** Which links of one bucket, in which order. */
interface Order extends LinkFilter {
  bucket: string;
  sort: LinkSort;
  now: number;
}

export interface OrderedLinks extends Pick<LinkPage, 'total' | 'byHealth' | 'served' | 'breaksSoon'> {
  /** Places of the first links that come after one, in order. */
  after: (cursor: LinkCursor | undefined, most: number) => LinkCursor[];
}

/** Links of a bucket that fit a filter, in order, with counts. In the order of keys, unfiltered, nothing is counted. */
export function orderLinks(index: LinkIndex, order: Order): OrderedLinks {
  const { bucket, sort, now, prefix = '', target, words = [], conditions } = order;
  if (sort === 'key' && target === undefined && words.length === 0 && conditions === undefined) {
    const { links, byHealth, served } = index.rollUp(prefix);
    return {
      total: links,
      byHealth,
      served,
      breaksSoon: index.countSoonBroken(prefix, now),
      after: (cursor, most) => takeKeys(index, { bucket, prefix, cursor, most }),
    };
  }
  const name = `links ${sort} ${nameFilter(order)}`;
  const { keys, values, ...counts } = keepAnswer(index, now, { name, derive: () => sortLinks(index, order) });
  const compare = toComparison(sort);
  const at = (place: number): LinkCursor => ({ value: values[place] ?? '', bucket, key: keys[place]! });
  return {
    ...counts,
    total: keys.length,
    after(cursor, most) {
      const from =
        cursor === undefined ? 0 : partitionPoint(keys.length, (place) => compare(at(place), cursor) <= 0);
      const length = Math.min(most, keys.length - from);
      return Array.from({ length }, (_, place) => at(from + place));
    },
  };
}

/** In the order of its kind; among equals of bucket and key. */
export function toComparison(sort: LinkSort): (a: LinkCursor, b: LinkCursor) => number {
  const byValue: Record<LinkSort, (a: string, b: string) => number> = {
    key: () => 0,
    health: (a, b) => compareHealth(a as Health, b as Health),
    newest: (a, b) => compareKeys(b, a),
    oldest: compareKeys,
  };
  return (a, b) =>
    byValue[sort](a.value, b.value) || compareKeys(a.bucket, b.bucket) || compareKeys(a.key, b.key);
}

function takeKeys(
  index: LinkIndex,
  {
    bucket,
    prefix,
    cursor,
    most,
  }: { bucket: string; prefix: string; cursor: LinkCursor | undefined; most: number },
): LinkCursor[] {
  const side = cursor === undefined ? 1 : compareKeys(bucket, cursor.bucket);
  const found: LinkCursor[] = [];
  if (side < 0 || most === 0) return found;
  for (const key of index.linkKeys(prefix, side === 0 ? cursor?.key : undefined)) {
    found.push({ value: '', bucket, key });
    if (found.length >= most) break;
  }
  return found;
}

/** Keys and what they are ordered by, beside each other: lists of a million links are kept. */
interface Sorted extends Pick<LinkPage, 'byHealth' | 'served' | 'breaksSoon'> {
  keys: string[];
  values: string[];
}

function sortLinks(index: LinkIndex, { bucket, sort, ...filter }: Order): Sorted {
  const found: LinkCursor[] = [];
  const byHealth: LinkPage['byHealth'] = {};
  const served = { wrong: 0, checked: 0 };
  let breaksSoon = 0;
  for (const { link, isWrong, soon, fits } of matchLinks(index, filter)) {
    byHealth[link.health] = (byHealth[link.health] ?? 0) + 1;
    if (link.servedWrongly !== undefined) served.checked += 1;
    if (isWrong) served.wrong += 1;
    if (soon !== undefined) breaksSoon += 1;
    if (fits) found.push({ value: toValue(sort, link), bucket, key: link.key });
  }
  // Found in the order of their keys.
  if (sort !== 'key') found.sort(toComparison(sort));
  return {
    keys: found.map(({ key }) => key),
    values: sort === 'key' ? [] : found.map(({ value }) => value),
    byHealth,
    served,
    breaksSoon,
  };
}

function toValue(sort: LinkSort, { health, lastModified }: LinkState): string {
  return sort === 'key' ? '' : sort === 'health' ? health : lastModified;
}
