import type { Bucket, Home, IndexedLink } from '@signpost/api-contract';
import { compareHealth, isBroken } from '@signpost/link-model/health';
import { orWithoutDatabase } from '../../../problems/database-problem.ts';
import { readIndexes, type RestrictedIndexes } from '../../../link-index/restrict-indexes.ts';
import type { OperationHandler } from '../../operation.ts';

/** Rows the first screen has room for; the rest is one click away. */
const maxBroken = 20;
const maxFolderLinks = 24;

export const getHome: OperationHandler<'getHome'> = async (input, { services, permit, signal }) => {
  const connection = services.connections.get(input.connection);
  const [buckets, dailyStats] = await Promise.all([
    connection.buckets.list(signal),
    orWithoutDatabase(connection.dailyStats.list(), []),
  ]);
  const indexes = await readIndexes(connection, permit);
  // The sums of past days are those of everything: they are shown to those who may see everything.
  const seesAll = permit.may('link.read', { connection: input.connection });
  return toHome(indexes, indexes.ofSeen(buckets), seesAll ? dailyStats : []);
};

function toHome(
  indexes: RestrictedIndexes,
  buckets: readonly Bucket[],
  dailyStats: Home['dailyStats'],
): Home {
  const brokenLinks: IndexedLink[] = [];
  const folderLinks: Home['folderLinks'] = [];
  const rows = buckets.map(({ name, hierarchicalNamespace }) => {
    const index = indexes.get(name);
    const coverage = indexes.coverage(name);
    if (index === undefined) return { coverage, hierarchicalNamespace, links: 0, objects: 0, byHealth: {} };
    for (const link of index.links()) {
      if (!isBroken(link.health)) continue;
      const { target, ...rest } = link;
      brokenLinks.push({ bucket: name, ...rest, ...(target === undefined ? {} : { target }) });
    }
    for (const folderLink of index.folderLinks()) folderLinks.push({ bucket: name, ...folderLink });
    const { links, objects, byHealth } = index.rollUp('');
    return { coverage, hierarchicalNamespace, links, objects, byHealth };
  });
  const scannedAt = rows.flatMap(({ coverage }) => coverage.scannedAt ?? []).toSorted()[0];
  return {
    buckets: rows,
    links: rows.reduce((sum, row) => sum + row.links, 0),
    broken: brokenLinks.length,
    brokenLinks: brokenLinks.toSorted(worstFirst).slice(0, maxBroken),
    folderLinks: folderLinks.toSorted((a, b) => (a.newest < b.newest ? 1 : -1)).slice(0, maxFolderLinks),
    dailyStats,
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
