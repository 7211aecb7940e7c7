import type { IndexedLink } from '@signpost/api-contract';
import type { LinkIndex } from '@signpost/link-model/index';
import type { LinkPage, LinkQuery } from './link-index.ts';
import { orderLinks, toComparison } from './ordered-links.ts';
import type { RestrictedIndexes } from './restrict-indexes.ts';

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
  const byHealth: LinkPage['byHealth'] = {};
  const served = { wrong: 0, checked: 0 };
  const sums = { total: 0, breaksSoon: 0 };
  const first = buckets.flatMap((bucket) => {
    const index = indexes.get(bucket);
    if (index === undefined) return [];
    const ordered = orderLinks(index, { ...filter, bucket, sort, now });
    for (const [health, links] of Object.entries(ordered.byHealth) as [keyof typeof byHealth, number][])
      byHealth[health] = (byHealth[health] ?? 0) + links;
    served.checked += ordered.served.checked;
    served.wrong += ordered.served.wrong;
    sums.total += ordered.total;
    sums.breaksSoon += ordered.breaksSoon;
    // One more tells whether there is a next page.
    return ordered.after(after, limit + 1);
  });
  const found = first.toSorted(toComparison(sort));
  const page = found.slice(0, limit);
  return {
    items: page.flatMap(({ bucket, key }) => toItem(indexes.get(bucket), { bucket, key, now }) ?? []),
    next: found.length > limit ? page.at(-1) : undefined,
    ...sums,
    byHealth,
    served,
    forecastsUnknownIn: buckets.filter((bucket) => lacksForecasts(indexes.get(bucket))),
    coverage: buckets.map((bucket) => indexes.coverage(bucket)),
  };
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
