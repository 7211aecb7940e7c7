import type { LinkGroup } from '@signpost/api-contract';
import { joinForecast, type LinkIndex } from '@signpost/link-model/index';
import { keepAnswer } from './keep-answer.ts';
import type { LinkFilter, LinkRollUp } from './link-index.ts';
import { matchLinks, nameFilter } from './match-links.ts';
import type { RestrictedIndexes } from './restrict-indexes.ts';

interface Question extends LinkFilter {
  /** The folders of the one bucket are asked for, not the buckets. */
  isInBucket: boolean;
  limit: number;
  now: number;
}

/** Links that fit a filter, summed up by what comes next in their keys. `buckets` in the order of their names. */
export function rollUpLinks(
  indexes: RestrictedIndexes,
  { buckets, ...question }: Question & { buckets: readonly string[] },
): Omit<LinkRollUp, 'coverage'> {
  const { isInBucket, limit, now } = question;
  const name = `groups ${isInBucket} ${limit} ${nameFilter(question)}`;
  const groups: LinkGroup[] = [];
  let [total, omittedGroups, shown] = [0, 0, 0];
  for (const bucket of buckets) {
    const index = indexes.get(bucket);
    if (index === undefined) continue;
    const sums = keepAnswer(index, now, { name, derive: () => rollUpBucket(index, { ...question, bucket }) });
    const room = limit - groups.length;
    groups.push(...sums.items.slice(0, room));
    omittedGroups += sums.groups - Math.min(sums.items.length, room);
    total += sums.total;
  }
  for (const { links } of groups) shown += links;
  return { items: groups, total, omitted: { groups: omittedGroups, links: total - shown } };
}

/** The first groups, how many there are, and their links. */
function rollUpBucket(
  index: LinkIndex,
  { bucket, isInBucket, limit, ...filter }: Question & { bucket: string },
): { items: LinkGroup[]; groups: number; total: number } {
  const items: LinkGroup[] = [];
  let [groups, total] = [0, 0];
  let group: LinkGroup | undefined;
  for (const { link, fits, soon } of matchLinks(index, filter)) {
    if (!fits) continue;
    total += 1;
    const place = isInBucket ? placeOf(link.key, filter.prefix ?? '') : { kind: 'bucket' as const, name: '' };
    // Links come in key order: those of one folder come one after another.
    if (group?.name !== place.name || group.kind !== place.kind) {
      group = { ...place, bucket, links: 0, byHealth: {}, newest: link.lastModified };
      groups += 1;
      if (groups <= limit) items.push(group);
    }
    group.links += 1;
    group.byHealth[link.health] = (group.byHealth[link.health] ?? 0) + 1;
    if (link.lastModified > group.newest) group.newest = link.lastModified;
    if (group.kind === 'link' && link.target !== undefined) group.target = link.target;
    if (soon !== undefined) group.breaksSoon = joinForecast(group.breaksSoon, soon);
  }
  return { items, groups, total };
}

function placeOf(key: string, prefix: string): Pick<LinkGroup, 'kind' | 'name'> {
  const slash = key.indexOf('/', prefix.length);
  return slash < 0 ? { kind: 'link', name: key } : { kind: 'folder', name: key.slice(0, slash + 1) };
}
