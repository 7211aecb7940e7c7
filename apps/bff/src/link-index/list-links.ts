import { compareKeys } from '@signpost/oss-protocol/rules';
import type { IndexedLink } from '@signpost/api-contract';
import type { JudgedLink } from '@signpost/link-model/index';
import type { BucketKey, LinkPage, LinkQuery } from './link-index.ts';
import type { RestrictedIndexes } from './restrict-indexes.ts';

/** A page of links of some buckets, and how many there are by health. */
export function listLinks(
  indexes: RestrictedIndexes,
  {
    buckets,
    prefix,
    target,
    healths,
    after,
    limit,
  }: Omit<LinkQuery, 'bucket'> & { buckets: readonly string[] },
): LinkPage {
  const items: IndexedLink[] = [];
  const byHealth: LinkPage['byHealth'] = {};
  let total = 0;
  for (const bucket of buckets) {
    for (const link of indexes.get(bucket)?.links(prefix) ?? []) {
      if (target !== undefined && link.target !== target) continue;
      byHealth[link.health] = (byHealth[link.health] ?? 0) + 1;
      if (healths !== undefined && !healths.has(link.health)) continue;
      total += 1;
      // One more than asked for tells whether there is another page.
      if (items.length <= limit && isAfter({ bucket, key: link.key }, after))
        items.push(toItem(bucket, link));
    }
  }
  return {
    items: items.slice(0, limit),
    more: items.length > limit,
    total,
    byHealth,
    coverage: buckets.map((bucket) => indexes.coverage(bucket)),
  };
}

function isAfter(at: BucketKey, after: BucketKey | undefined): boolean {
  if (after === undefined) return true;
  return (compareKeys(at.bucket, after.bucket) || compareKeys(at.key, after.key)) > 0;
}

function toItem(bucket: string, { target, ...link }: JudgedLink): IndexedLink {
  return { bucket, ...link, ...(target === undefined ? {} : { target }) };
}
