import type { IndexedLink, SoonBroken } from '@signpost/api-contract';
import { compareHealth, isBroken } from '@signpost/link-model/health';
import { compareSoonBroken, listSoonBroken } from '@signpost/link-model/index';
import { lacksForecasts, toItem } from './list-links.ts';
import type { Overview } from './link-index.ts';
import type { RestrictedIndexes } from './restrict-indexes.ts';

/** Sums of the buckets of which the actor may see something. */
export function toOverview(
  indexes: RestrictedIndexes,
  buckets: readonly { name: string; hierarchicalNamespace: boolean }[],
  { most, now }: { most: { broken: number; soon: number; folderLinks: number }; now: number },
): Overview {
  const brokenLinks: IndexedLink[] = [];
  const soon: SoonBroken[] = [];
  const unknownIn: string[] = [];
  const folderLinks: Overview['folderLinks'] = [];
  const rows = indexes.ofSeen(buckets).map(({ name, hierarchicalNamespace }) => {
    const index = indexes.get(name);
    const coverage = indexes.coverage(name);
    if (index === undefined)
      return {
        coverage,
        hierarchicalNamespace,
        links: 0,
        objects: 0,
        byHealth: {},
        served: { wrong: 0, checked: 0 },
      };
    for (const { key, health } of index.linkStates()) {
      const item = isBroken(health) ? toItem(index, { bucket: name, key, now }) : undefined;
      if (item !== undefined) brokenLinks.push(item);
    }
    for (const line of listSoonBroken(index, '', now)) soon.push({ bucket: name, ...line });
    if (lacksForecasts(index)) unknownIn.push(name);
    for (const folderLink of index.folderLinks()) folderLinks.push({ bucket: name, ...folderLink });
    const { links, objects, byHealth, served } = index.rollUp('');
    return { coverage, hierarchicalNamespace, links, objects, byHealth, served };
  });
  const scannedAt = rows.flatMap(({ coverage }) => coverage.scannedAt ?? []).toSorted()[0];
  return {
    buckets: rows,
    links: rows.reduce((sum, row) => sum + row.links, 0),
    broken: brokenLinks.length,
    brokenLinks: brokenLinks.toSorted(worstFirst).slice(0, most.broken),
    breaksSoon: {
      total: soon.reduce((sum, { links: count }) => sum + count, 0),
      items: soon.toSorted(compareSoonBroken).slice(0, most.soon),
    },
    forecastsUnknownIn: unknownIn,
    folderLinks: folderLinks.toSorted((a, b) => (a.newest < b.newest ? 1 : -1)).slice(0, most.folderLinks),
    ...(scannedAt === undefined ? {} : { scannedAt }),
  };
}

/** The worst first; within one kind the newest trouble. */
function worstFirst(a: IndexedLink, b: IndexedLink): number {
  return (
    compareHealth(a.health, b.health) ||
    (a.lastModified < b.lastModified ? 1 : a.lastModified > b.lastModified ? -1 : 0)
  );
}
