import { compareKeys } from '@signpost/oss-protocol/rules';
import type { Coverage } from '@signpost/api-contract';
import {
  findNeighbourhood,
  listUnpointedFolders,
  toLinkMap,
  type JudgedLink,
  type LinkIndex as BucketIndex,
  type UnpointedFolder,
} from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import type { Permit } from '../auth/permit.ts';
import { orWithoutDatabase } from '../problems/database-problem.ts';
import { describeFolders } from './describe-folders.ts';
import { listFolderChoices } from './folder-choices.ts';
import type { IndexedConnection } from './indexed-connection.ts';
import type { LinkIndex } from './link-index.ts';
import { listLinks, toItem } from './list-links.ts';
import { listSoon } from './list-soon.ts';
import { listTargetSiblings, proposeTargets } from './propose-targets.ts';
import { refreshLifecycle } from './refresh-lifecycle.ts';
import { restrictIndexes, type RestrictedIndexes } from './restrict-indexes.ts';
import { holdsWords, searchKeys } from './search-keys.ts';
import { isNewer, mergeCoverage } from './shared-coverage.ts';
import { rollUpLinks } from './roll-up-links.ts';
import { toSeen } from './to-seen.ts';
import { toOverview } from './to-overview.ts';

/** The index of one connection as an actor may be told of it, from the scans in the memory of this console. */
export function openLinkIndex(connection: IndexedConnection, permit: Permit): LinkIndex {
  const own = restrictIndexes(connection, permit);
  // What other consoles say is asked for once in a request, and only by questions that tell of coverage.
  let withOthers: Promise<RestrictedIndexes> | undefined;
  const all = (): Promise<RestrictedIndexes> => (withOthers ??= readOthers(connection, own));
  /** The bucket that is asked for, or all, in the order of their names. */
  async function within(
    bucket: string | undefined,
  ): Promise<{ indexes: RestrictedIndexes; buckets: string[] }> {
    const indexes = await all();
    const buckets = (bucket === undefined ? indexes.buckets() : [bucket]).toSorted(compareKeys);
    refreshLifecycle(connection, buckets);
    return { indexes, buckets };
  }
  return {
    coverage: async (bucket) => (await all()).coverage(bucket),
    async coverages() {
      const indexes = await all();
      return indexes.buckets().map((bucket) => indexes.coverage(bucket));
    },
    async overview(buckets, most) {
      refreshLifecycle(
        connection,
        buckets.map(({ name }) => name),
      );
      return toOverview(await all(), buckets, { most, now: connection.now() });
    },
    async links({ bucket, ...query }) {
      const { indexes, buckets } = await within(bucket);
      return listLinks(indexes, { ...query, buckets, now: connection.now() });
    },
    async rollUp({ bucket, ...query }) {
      const { indexes, buckets } = await within(bucket);
      const isInBucket = bucket !== undefined;
      return {
        ...rollUpLinks(indexes, { ...query, buckets, isInBucket, now: connection.now() }),
        coverage: buckets.map((one) => indexes.coverage(one)),
      };
    },
    async linksAt(bucket, keys) {
      const index = own.get(bucket);
      return keys.flatMap((key) => toItem(index, { bucket, key, now: connection.now() }) ?? []);
    },
    countLinks: async (bucket) => own.get(bucket)?.rollUp('').links ?? 0,
    async neighbourhood({ bucket, key }, most) {
      const index = own.get(bucket);
      if (index === undefined) return [];
      refreshLifecycle(connection, [bucket]);
      return findNeighbourhood(index, key, { most, now: connection.now() });
    },
    async backlinks({ bucket, key }, limit) {
      const index = own.get(bucket);
      const keys = index?.backlinksOf(key) ?? [];
      const lastSeen = index?.lastSeen(key);
      return {
        items: keys.slice(0, limit),
        total: keys.length,
        ...(lastSeen === undefined ? {} : { lastSeen }),
      };
    },
    async knownBacklinks({ bucket, key }, most) {
      const index = own.get(bucket);
      if (index === undefined) return undefined;
      // A link at itself does not break by its own change.
      const keys = index.backlinksOf(key).filter((from) => from !== key);
      const { state, scannedAt } = own.coverage(bucket);
      return {
        count: keys.length,
        first: keys.slice(0, most),
        // Links that the actor may not see are not named, and not denied either.
        complete: state === 'complete' && own.isWhole(bucket),
        ...(scannedAt === undefined ? {} : { scannedAt }),
      };
    },
    async folders({ bucket, prefixes, keys = [], within }, most) {
      const index = own.get(bucket);
      if (index === undefined) return { items: [], keyBacklinks: [], forecastsKnown: false };
      refreshLifecycle(connection, [bucket]);
      const now = connection.now();
      return {
        items: describeFolders(index, { bucket, prefixes }, { most, now }),
        forecastsKnown: index.knowsLifecycle,
        ...(within === undefined
          ? {}
          : { breaksSoon: listSoon(index, { bucket, prefix: within, most: mostSoon }, now) }),
        keyBacklinks: keys.flatMap((key) => index.summarizeBacklinks(key, most) ?? []),
      };
    },
    async candidates({ bucket, key }, earlier, most) {
      const index = own.get(bucket);
      if (index === undefined) return undefined;
      return {
        items: proposeTargets(index, { key, earlier }).slice(0, most.items),
        siblings: listTargetSiblings(index, key).slice(0, most.siblings),
      };
    },
    async folderChoices({ bucket, prefix }, most) {
      const index = own.get(bucket);
      return index === undefined ? { links: 0, items: [] } : listFolderChoices(index, prefix, most);
    },
    async map({ bucket, prefix, words, instead }, most) {
      const known = own.get(bucket);
      if (known === undefined) return undefined;
      const index = instead === undefined ? known : withStates(known, own, { bucket, states: instead });
      const selects = ({ key, target = '' }: JudgedLink): boolean => holdsWords([key, target], words ?? []);
      const map = toLinkMap(index, { prefix, most: most.pointers, selects, now: connection.now() });
      // Of an earlier moment nobody asks what comes.
      if (instead !== undefined) for (const line of map.lines) delete line.breaksSoon;
      if (!own.isWhole(bucket)) return map;
      const unpointed = largestFirst(listUnpointedFolders(index, prefix));
      const bytes = unpointed.reduce((sum, folder) => sum + folder.bytes, 0);
      return {
        ...map,
        unpointed: { items: unpointed.slice(0, most.unpointed), total: unpointed.length, bytes },
      };
    },
    async unpointed({ bucket, prefix }) {
      const index = own.get(bucket);
      if (index === undefined || !own.isWhole(bucket)) return undefined;
      return largestFirst(listUnpointedFolders(index, prefix));
    },
    search: async (text, limit) => searchKeys(own, text, limit),
  };
}

/** An index in which some keys hold what they held at another time, as far as the actor may know of it. */
function withStates(
  index: BucketIndex,
  own: RestrictedIndexes,
  { bucket, states }: { bucket: string; states: ReadonlyMap<string, KeyState> },
): BucketIndex {
  const other = index.filter({
    link: (entry) => (states.has(entry.key) ? undefined : entry),
    object: (key) => !states.has(key),
  });
  for (const [key, state] of states) {
    const { entry } = toSeen(key, state);
    const seen = entry === undefined ? undefined : own.restrict(bucket, entry);
    if (seen !== undefined) other.put(seen);
  }
  return other;
}

function largestFirst(folders: readonly UnpointedFolder[]): UnpointedFolder[] {
  return folders.toSorted((a, b) => b.bytes - a.bytes || compareKeys(a.prefix, b.prefix));
}

/** Lines that a list has room for above its rows. */
const mostSoon = 3;

/** The same, told of buckets that other consoles are scanning, with what they have found since it was last asked. */
async function readOthers(
  { sharedCoverage, indexes }: IndexedConnection,
  own: RestrictedIndexes,
): Promise<RestrictedIndexes> {
  const others = await orWithoutDatabase(sharedCoverage.others(), []);
  if (others.some((other) => isNewer(other, indexes.coverage(other.bucket))))
    await orWithoutDatabase(indexes.load(), undefined);
  const byBucket = new Map<string, Coverage>(others.map((coverage) => [coverage.bucket, coverage]));
  const seen = own.ofSeen(others.map(({ bucket }) => ({ name: bucket })));
  return {
    ...own,
    buckets: () => [...new Set([...own.buckets(), ...seen.map(({ name }) => name)])],
    coverage(bucket) {
      const coverage = own.coverage(bucket);
      const merged = mergeCoverage(coverage, byBucket.get(bucket));
      // How many keys another console has read tells of keys that the actor may not see.
      return own.isWhole(bucket) ? merged : { ...merged, keys: coverage.keys };
    },
  };
}
