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
  await tx
    .insert(missingTargets)
    .values(
      stored.map(({ key, lastSeen: { size, storageClass, etag, lastModified, seenAt } }) => ({
        connectionId,
        bucket,
        key,
        size,
        storageClass,
        etag,
        lastModified: new Date(lastModified),
        seenAt: new Date(seenAt),
        recordedAt,
      })),
    )
    .onConflictDoUpdate({
      target: [missingTargets.connectionId, missingTargets.bucket, missingTargets.key],
      set: {
        size: sql`excluded.size`,
        storageClass: sql`excluded.storage_class`,
        etag: sql`excluded.etag`,
        lastModified: sql`excluded.last_modified`,
        seenAt: sql`excluded.seen_at`,
        recordedAt: sql`excluded.recorded_at`,
      },
      setWhere: sql`${missingTargets.seenAt} < excluded.seen_at`,
    });
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
