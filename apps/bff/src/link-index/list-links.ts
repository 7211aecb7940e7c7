import { compareKeys } from '@signpost/oss-protocol/rules';
import type { IndexedLink, LinkSort } from '@signpost/api-contract';
import { compareHealth, type Forecast, type Health } from '@signpost/link-model/health';
import { findSoonBroken, type LinkIndex, type LinkState } from '@signpost/link-model/index';
import { holdsWords } from './search-keys.ts';
import type { LinkCursor, LinkFilter, LinkPage, LinkQuery } from './link-index.ts';
import type { RestrictedIndexes } from './restrict-indexes.ts';

/** A link that fits, and its place in the order. */
interface Found {
  at: LinkCursor;
  link: LinkState;
}

/** Links of a bucket that fit a filter but for its conditions; `fits` tells whether they fit those as well. */
export function* matchLinks(
  index: LinkIndex | undefined,
  { prefix, target, words = [], conditions, now }: LinkFilter & { now: number },
): Generator<{ link: LinkState; isWrong: boolean; soon: Forecast | undefined; fits: boolean }> {
  if (index === undefined) return;
  for (const link of index.linkStates(prefix)) {
    if (target !== undefined && link.target !== target) continue;
    if (!holdsWords([link.key, link.target ?? ''], words)) continue;
    const isWrong = link.servedWrongly !== undefined && link.servedWrongly.length > 0;
    const soon = findSoonBroken(index, link.key, now);
    const fits =
      conditions === undefined ||
      conditions.has(link.health) ||
      (isWrong && conditions.has('served-wrongly')) ||
      (soon !== undefined && conditions.has('breaks-soon'));
    yield { link, isWrong, soon, fits };
  }
}

/** A page of links of some buckets, and how many there are by health. */
export function listLinks(
  indexes: RestrictedIndexes,
  {
    buckets,
    sort = 'key',
    after,
    limit,
    now,
    ...filter
  }: Omit<LinkQuery, 'bucket'> & { buckets: readonly string[]; now: number },
): LinkPage {
  const found: Found[] = [];
  const byHealth: LinkPage['byHealth'] = {};
  const served = { wrong: 0, checked: 0 };
  let breaksSoon = 0;
  for (const bucket of buckets)
    for (const { link, isWrong, soon, fits } of matchLinks(indexes.get(bucket), { ...filter, now })) {
      byHealth[link.health] = (byHealth[link.health] ?? 0) + 1;
      if (link.servedWrongly !== undefined) served.checked += 1;
      if (isWrong) served.wrong += 1;
      if (soon !== undefined) breaksSoon += 1;
      if (fits) found.push({ at: toCursor(sort, bucket, link), link });
    }
  const compare = toComparison(sort);
  // Found in the order of bucket and key.
  if (sort !== 'key') found.sort((a, b) => compare(a.at, b.at));
  const from = after === undefined ? 0 : found.findIndex(({ at }) => compare(at, after) > 0);
  const page = from < 0 ? [] : found.slice(from, from + limit);
  return {
    items: page.flatMap(({ at: { bucket, key } }) => toItem(indexes.get(bucket), { bucket, key, now }) ?? []),
    next: from + limit < found.length ? page.at(-1)?.at : undefined,
    total: found.length,
    byHealth,
    served,
    breaksSoon,
    forecastsUnknownIn: buckets.filter((bucket) => lacksForecasts(indexes.get(bucket))),
    coverage: buckets.map((bucket) => indexes.coverage(bucket)),
  };
}

function toCursor(sort: LinkSort, bucket: string, { key, health, lastModified }: LinkState): LinkCursor {
  const value = sort === 'key' ? '' : sort === 'health' ? health : lastModified;
  return { value, bucket, key };
}

function toComparison(sort: LinkSort): (a: LinkCursor, b: LinkCursor) => number {
  const byValue: Record<LinkSort, (a: string, b: string) => number> = {
    key: () => 0,
    health: (a, b) => compareHealth(a as Health, b as Health),
    newest: (a, b) => compareKeys(b, a),
    oldest: compareKeys,
  };
  return (a, b) =>
    byValue[sort](a.value, b.value) || compareKeys(a.bucket, b.bucket) || compareKeys(a.key, b.key);
}

/** A link as answers tell it; undefined where the index knows of none. `now` as milliseconds since 1970. */
export function toItem(
  index: LinkIndex | undefined,
  { bucket, key, now }: { bucket: string; key: string; now: number },
): IndexedLink | undefined {
  const link = index?.judge(key);
  if (link === undefined) return undefined;
  const { target, ...rest } = link;
  const forecast = index?.forecast(key, now);
  return {
    bucket,
    ...rest,
    ...(target === undefined ? {} : { target }),
    ...(forecast === undefined ? {} : { forecast }),
  };
}

/** There are links, and nobody knows what lifecycle rules will do to their targets. */
export function lacksForecasts(index: LinkIndex | undefined): boolean {
  if (index === undefined || index.knowsLifecycle) return false;
  return index.linkKeys().next().done !== true;
}
