import type { LinkSelection, ResolvedLink } from '@signpost/api-contract';
import { isArchivedClass, storageClasses, type ArchivedClass } from '@signpost/oss-protocol/rules';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import type { BucketRef } from '../lib/key-ref.ts';

/** An archived object that links lead to, as it was read. */
export interface ColdTarget {
  key: string;
  size: number;
  etag: string;
  storageClass: ArchivedClass;
}

/** What selected links lead to that can be restored. */
export interface ColdTargets {
  /** Each object once, however many links lead to it. */
  targets: ColdTarget[];
  /** Links that were looked at. */
  looked: number;
  /** Links that are not looked at: they are too many for one go. */
  leftOut: number;
  /** Links of which nobody could tell where they lead. */
  unknown: number;
}

/** Links that are looked at in one go: each costs up to two calls, each object restored three more. */
const mostLooked = 500;
const perRequest = 50;
const perPage = 500;

export const coldTargetQueries = {
  /** Where selected links lead now: what the index knows may be old, and a restore costs money. */
  found: (scope: BucketRef, links: LinkSelection) =>
    queryOptions({
      // Outside of the bucket's queries: the restores must not have it looked up again, which would change what was agreed to.
      queryKey: ['cold-targets', scope, links],
      queryFn: ({ signal }) => findColdTargets(scope, links, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      meta: {
        write: { kind: 'kept', reason: 'what was agreed to; each restore names the ETag that was seen' },
      },
    }),
};

async function findColdTargets(
  scope: BucketRef,
  links: LinkSelection,
  signal: AbortSignal,
): Promise<ColdTargets> {
  const { keys, total } = await listKeys(scope, links, signal);
  const found = new Map<string, ColdTarget>();
  let unknown = 0;
  for (let at = 0; at < keys.length; at += perRequest) {
    const body = { ...scope, links: keys.slice(at, at + perRequest).map((key) => ({ key })) };
    // oxlint-disable-next-line no-await-in-loop -- one request after the other leaves room for what people click
    const { items } = await call('resolveLinks', { body, signal });
    for (const link of items) {
      if (link.health === 'unknown') unknown += 1;
      const target = toColdTarget(link);
      if (target !== undefined) found.set(target.key, target);
    }
  }
  return { targets: [...found.values()], looked: keys.length, leftOut: total - keys.length, unknown };
}

/** Objects by class, and how many bytes they are together; classes without any are left out. */
export function groupByClass(
  targets: readonly ColdTarget[],
): { storageClass: ArchivedClass; targets: ColdTarget[]; size: number }[] {
  return storageClasses.filter(isArchivedClass).flatMap((storageClass) => {
    const group = targets.filter((target) => target.storageClass === storageClass);
    const size = group.reduce((sum, target) => sum + target.size, 0);
    return group.length === 0 ? [] : [{ storageClass, targets: group, size }];
  });
}

function toColdTarget({ health, target, readAs, reached }: ResolvedLink): ColdTarget | undefined {
  const key = readAs ?? target;
  if (health !== 'cold' || key === undefined || reached === undefined) return undefined;
  const { size, etag, storageClass } = reached;
  return isArchivedClass(storageClass) ? { key, size, etag, storageClass } : undefined;
}

async function listKeys(
  { connection, bucket }: BucketRef,
  links: LinkSelection,
  signal: AbortSignal,
): Promise<{ keys: string[]; total: number }> {
  if (links.by === 'keys') return { keys: links.keys.slice(0, mostLooked), total: links.keys.length };
  const narrowed = links.by === 'prefix' ? { prefix: links.prefix } : links.filter;
  // Of those that a filter selects, the index tells which are cold.
  const healths = 'health' in narrowed ? narrowed.health?.split(',') : undefined;
  if (healths !== undefined && !healths.includes('cold') && !healths.includes('broken'))
    return { keys: [], total: 0 };
  const query = { ...narrowed, connection, bucket, health: 'cold' as const, limit: String(perPage) };
  const { items, total } = await call('listLinks', { query, signal });
  const except = new Set(links.by === 'filter' ? links.except : []);
  const keys = items.map(({ key }) => key).filter((key) => !except.has(key));
  return { keys, total: keys.length + total - items.length };
}
