import type { IndexedLink, SoonBroken } from '@signpost/api-contract';
import { compareHealth, isBroken, type Health } from '@signpost/link-model/health';
import { compareSoonBroken, type LinkIndex } from '@signpost/link-model/index';
import { keepAnswer } from './keep-answer.ts';
import { lacksForecasts, toItem } from './list-links.ts';
import { listSoon } from './list-soon.ts';
import type { Overview } from './link-index.ts';
import type { RestrictedIndexes } from './restrict-indexes.ts';

/** Sums of the buckets of which the actor may see something. */
export function toOverview(
  indexes: RestrictedIndexes,
  buckets: readonly { name: string; hierarchicalNamespace: boolean }[],
  { most, now }: { most: { broken: number; soon: number; folderLinks: number }; now: number },
): Overview {
  const brokenLinks: IndexedLink[] = [];
  let broken = 0;
  const soon: SoonBroken[] = [];
  let soonTotal = 0;
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
    const worst = keepAnswer(index, now, {
      name: `worst ${most.broken}`,
      derive: () => findWorst(index, most.broken),
    });
    for (const key of worst) {
      const item = toItem(index, { bucket: name, key, now });
      if (item !== undefined) brokenLinks.push(item);
    }
    const ahead = listSoon(index, { bucket: name, prefix: '', most: most.soon }, now);
    soon.push(...ahead.items);
    soonTotal += ahead.total;
    if (lacksForecasts(index)) unknownIn.push(name);
    for (const folderLink of index.folderLinks()) folderLinks.push({ bucket: name, ...folderLink });
    const { links, objects, byHealth, served } = index.rollUp('');
    for (const [health, count] of Object.entries(byHealth)) if (isBroken(health as Health)) broken += count;
    return { coverage, hierarchicalNamespace, links, objects, byHealth, served };
  });
  const scannedAt = rows.flatMap(({ coverage }) => coverage.scannedAt ?? []).toSorted()[0];
  return {
    buckets: rows,
    links: rows.reduce((sum, row) => sum + row.links, 0),
    broken,
    brokenLinks: brokenLinks.toSorted(worstFirst).slice(0, most.broken),
    breaksSoon: {
      total: soonTotal,
      items: soon.toSorted(compareSoonBroken).slice(0, most.soon),
    },
    forecastsUnknownIn: unknownIn,
    folderLinks: folderLinks.toSorted((a, b) => (a.newest < b.newest ? 1 : -1)).slice(0, most.folderLinks),
    ...(scannedAt === undefined ? {} : { scannedAt }),
  };
}

/** Keys of the worst links, `most` of them at the most. */
function findWorst(index: LinkIndex, most: number): string[] {
  return [...index.linkStates()]
    .filter(({ health }) => isBroken(health))
    .toSorted(worstFirst)
    .slice(0, most)
    .map(({ key }) => key);
}

/** The worst first; within one kind the newest trouble. */
function worstFirst(
  a: Pick<IndexedLink, 'health' | 'lastModified'>,
  b: Pick<IndexedLink, 'health' | 'lastModified'>,
): number {
  return (
    compareHealth(a.health, b.health) ||
    (a.lastModified < b.lastModified ? 1 : a.lastModified > b.lastModified ? -1 : 0)
  );
}
