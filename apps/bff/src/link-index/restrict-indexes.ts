import type { Coverage } from '@signpost/api-contract';
import type { IndexEntry, LinkIndex } from '@signpost/link-model/index';
import type { Permit } from '../auth/permit.ts';
import type { IndexedConnection } from './indexed-connection.ts';

/** What the index may tell one actor. */
export interface RestrictedIndexes {
  /** Buckets that have been scanned, or are being scanned, and of which the actor may see something. */
  buckets(): string[];
  /** Those of the buckets of which the actor may see something. */
  ofSeen<B extends { name: string }>(buckets: readonly B[]): B[];
  /** What the actor may see of a bucket. */
  get(bucket: string): LinkIndex | undefined;
  coverage(bucket: string): Coverage;
  /** The actor may see the whole of a bucket, so that what is missing from its index is not there. */
  isWhole(bucket: string): boolean;
  /** What the actor may be told of one entry: nothing, the entry, or that its target is forbidden. */
  restrict(bucket: string, entry: IndexEntry): IndexEntry | undefined;
}

/**
 * The index with nothing of a key that the actor may not see: no entry, no sum, no backlink. A link whose target the
 * actor may not read is forbidden, whatever is there.
 */
export function restrictIndexes({ config, indexes }: IndexedConnection, permit: Permit): RestrictedIndexes {
  const connection = config.name;
  const restricted = new Map<string, LinkIndex | undefined>();
  const isWhole = (bucket: string): boolean =>
    permit.may('link.read', { connection, bucket }) && permit.may('object.read', { connection, bucket });
  const get = (bucket: string): LinkIndex | undefined => {
    if (isWhole(bucket)) return indexes.get(bucket);
    if (!restricted.has(bucket)) restricted.set(bucket, restrict(bucket));
    return restricted.get(bucket);
  };
  const maySee = (bucket: string, key: string): boolean =>
    permit.may('link.read', { connection, bucket, key });
  function restrictEntry<E extends IndexEntry>(bucket: string, entry: E): E | undefined {
    if (!maySee(bucket, entry.key)) return undefined;
    if (entry.kind === 'object' || entry.target === undefined) return entry;
    const mayReach = [entry.target, entry.readAs ?? entry.target].every((key) =>
      permit.may('object.read', { connection, bucket, key }),
    );
    return mayReach ? entry : { ...entry, forbidden: true };
  }
  const restrict = (bucket: string): LinkIndex | undefined =>
    indexes.get(bucket)?.filter({
      link: (entry) => restrictEntry(bucket, entry),
      object: (key) => maySee(bucket, key),
    });
  const seesSome = (bucket: string): boolean => isWhole(bucket) || (get(bucket)?.size ?? 0) > 0;
  return {
    buckets: () => indexes.buckets().filter(seesSome),
    ofSeen: (buckets) => buckets.filter(({ name }) => seesSome(name)),
    get,
    coverage(bucket) {
      const coverage = indexes.coverage(bucket);
      return isWhole(bucket) ? coverage : { ...coverage, keys: get(bucket)?.size ?? 0 };
    },
    isWhole,
    restrict: restrictEntry,
  };
}
