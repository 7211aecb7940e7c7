import type { LinkGroup } from '@signpost/api-contract';
import { joinForecast } from '@signpost/link-model/index';
import type { LinkFilter, LinkRollUp } from './link-index.ts';
import { matchLinks } from './list-links.ts';
import type { RestrictedIndexes } from './restrict-indexes.ts';

interface Question extends LinkFilter {
  /** In the order of their names. */
  buckets: readonly string[];
  /** The folders of the one bucket are asked for, not the buckets. */
  isInBucket: boolean;
  limit: number;
  now: number;
}

/** Links that fit a filter, summed up by what comes next in their keys. */
export function rollUpLinks(
  indexes: RestrictedIndexes,
  { buckets, isInBucket, limit, ...filter }: Question,
): Omit<LinkRollUp, 'coverage'> {
  const groups: LinkGroup[] = [];
  let total = 0;
  for (const bucket of buckets) {
    let group: LinkGroup | undefined;
    for (const { link, fits, soon } of matchLinks(indexes.get(bucket), filter)) {
      if (!fits) continue;
      total += 1;
      const place = isInBucket
        ? placeOf(link.key, filter.prefix ?? '')
        : { kind: 'bucket' as const, name: '' };
      // Links come in key order: those of one folder come one after another.
      if (group?.name !== place.name || group.kind !== place.kind) {
        group = { ...place, bucket, links: 0, byHealth: {}, newest: link.lastModified };
        groups.push(group);
      }
      group.links += 1;
      group.byHealth[link.health] = (group.byHealth[link.health] ?? 0) + 1;
      if (link.lastModified > group.newest) group.newest = link.lastModified;
      if (group.kind === 'link' && link.target !== undefined) group.target = link.target;
      if (soon !== undefined) group.breaksSoon = joinForecast(group.breaksSoon, soon);
    }
  }
  const items = groups.slice(0, limit);
  const left = groups.slice(limit);
  return {
    items,
    total,
    omitted: { groups: left.length, links: left.reduce((sum, { links }) => sum + links, 0) },
  };
}

function placeOf(key: string, prefix: string): Pick<LinkGroup, 'kind' | 'name'> {
  const slash = key.indexOf('/', prefix.length);
  return slash < 0 ? { kind: 'link', name: key } : { kind: 'folder', name: key.slice(0, slash + 1) };
}
