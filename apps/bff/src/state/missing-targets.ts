import { and, asc, eq, gt, inArray, not, sql, type SQL } from 'drizzle-orm';
import type { MissingTarget } from '../link-index/index-store.ts';
import type { IndexedBucket } from './index-rows.ts';
import type { Queries } from './queries.ts';
import { indexKeys, missingTargets } from './schema/tables.ts';
import { isStorable } from './storable.ts';

const inBucket = ({ connectionId, bucket }: IndexedBucket): SQL | undefined =>
  and(eq(missingTargets.connectionId, connectionId), eq(missingTargets.bucket, bucket));

/** Missing targets behind a key, in key order. */
export async function readMissingTargets(
  db: Queries,
  of: IndexedBucket,
  { after, limit }: { after: string; limit: number },
): Promise<MissingTarget[]> {
  const rows = await db
    .select()
    .from(missingTargets)
    .where(and(inBucket(of), gt(missingTargets.key, after)))
    .orderBy(asc(missingTargets.key))
    .limit(limit);
  return rows.map(({ key, size, storageClass, etag, lastModified, seenAt }) => ({
    key,
    lastSeen: {
      size,
      storageClass,
      etag,
      lastModified: lastModified.toISOString(),
      seenAt: seenAt.toISOString(),
    },
  }));
}

/** Keeps what was at keys, recorded now or at another time; of two moments the later one counts. */
export async function keepMissingTargets(
  tx: Queries,
  { connectionId, bucket, recordedAt = sql`clock_timestamp()` }: IndexedBucket & { recordedAt?: SQL },
  targets: readonly MissingTarget[],
): Promise<void> {
  const stored = targets.filter(({ key }) => isStorable(key));
  if (stored.length === 0) return;
  const column = (
    type: 'text' | 'bigint' | 'timestamptz',
    of: (target: MissingTarget) => string | number,
  ): SQL => sql`${sql.param(stored.map(of))}::${sql.raw(type)}[]`;
  // One parameter for each column: a statement takes 65,535 of them, and any number of objects may be gone at once.
  const columns = [
    column('text', ({ key }) => key),
    column('bigint', ({ lastSeen }) => lastSeen.size),
    column('text', ({ lastSeen }) => lastSeen.storageClass),
    column('text', ({ lastSeen }) => lastSeen.etag),
    column('timestamptz', ({ lastSeen }) => lastSeen.lastModified),
    column('timestamptz', ({ lastSeen }) => lastSeen.seenAt),
  ];
  await tx.execute(sql`
    INSERT INTO ${missingTargets} AS kept
      (connection_id, bucket, key, size, storage_class, etag, last_modified, seen_at, recorded_at)
    SELECT ${connectionId}::uuid, ${bucket}, gone.*, ${recordedAt} FROM unnest(${sql.join(columns, sql`, `)}) AS gone
    ON CONFLICT (connection_id, bucket, key) DO UPDATE SET size = excluded.size,
      storage_class = excluded.storage_class, etag = excluded.etag, last_modified = excluded.last_modified,
      seen_at = excluded.seen_at, recorded_at = excluded.recorded_at
    WHERE kept.seen_at < excluded.seen_at`);
}

/** Drops those of the keys at which something is stored again. @param which a condition on the keys of missing targets */
export async function dropReturnedTargets(
  tx: Queries,
  of: IndexedBucket,
  which: SQL | undefined,
): Promise<void> {
  await tx.delete(missingTargets).where(
    and(
      inBucket(of),
      which,
      sql`EXISTS (SELECT FROM ${indexKeys} AS kept WHERE kept.kind <> 'absent'
          AND (kept.connection_id, kept.bucket, kept.key)
            = (${missingTargets.connectionId}, ${missingTargets.bucket}, ${missingTargets.key}))`,
    ),
  );
}

/** The same of targets in a range that a scan read. @param isStored whether it found something at a key */
export async function dropReturnedInRange(
  tx: Queries,
  of: IndexedBucket,
  { which, isStored }: { which: SQL | undefined; isStored: (key: string) => boolean },
): Promise<void> {
  const missing = await tx
    .select({ key: missingTargets.key })
    .from(missingTargets)
    .where(and(inBucket(of), which));
  // Nothing is missing in most ranges.
  if (missing.length === 0) return;
  await dropReturnedTargets(tx, of, which);
  const returned = missing.map(({ key }) => key).filter(isStored);
  // Somebody who looked later may have found nothing there.
  const isAbsent = sql`EXISTS (SELECT FROM ${indexKeys} AS kept WHERE kept.kind = 'absent'
    AND (kept.connection_id, kept.bucket, kept.key)
      = (${missingTargets.connectionId}, ${missingTargets.bucket}, ${missingTargets.key}))`;
  await tx
    .delete(missingTargets)
    .where(and(inBucket(of), inArray(missingTargets.key, returned), not(isAbsent)));
}

/** Drops what a scan that ended did not find missing; what was recorded since it began stays. */
export async function dropMissingTargets(
  tx: Queries,
  of: IndexedBucket,
  { begun, still }: { begun: SQL | undefined; still: readonly MissingTarget[] },
): Promise<void> {
  const keys = still.map(({ key }) => key).filter((key) => isStorable(key));
  await tx
    .delete(missingTargets)
    .where(
      and(
        inBucket(of),
        begun && sql`${missingTargets.recordedAt} <= ${begun}`,
        sql`${missingTargets.key} <> ALL(${sql.param(keys)}::text[])`,
      ),
    );
}
