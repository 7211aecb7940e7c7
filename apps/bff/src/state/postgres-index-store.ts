import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { IndexReads, IndexStore } from '../link-index/index-store.ts';
import { fromRow } from './index-rows.ts';
import {
  absent,
  dropBehind,
  dropUnseen,
  inBucket,
  mergeEntries,
  recordSeen,
  replaceRange,
  wasUnseenSince,
} from './index-writes.ts';
import { scanSchema } from './kept-scan.ts';
import {
  dropMissingTargets,
  dropReturnedTargets,
  keepMissingTargets,
  readMissingTargets,
} from './missing-targets.ts';
import { forgetObjects, readRanges } from './object-ranges.ts';
import type { Queries } from './queries.ts';
import { indexKeys, indexScans, missingTargets, scans, scanSchedules } from './schema/tables.ts';

function readsOf(db: Queries, connectionId: string): IndexReads {
  return {
    async entries(bucket, { after, limit }) {
      const rows = await db
        .select()
        .from(indexKeys)
        .where(and(inBucket({ connectionId, bucket }), gt(indexKeys.key, after), ne(indexKeys.kind, absent)))
        .orderBy(asc(indexKeys.key))
        .limit(limit);
      return rows.map(fromRow);
    },

    objects: (bucket, page) => readRanges(db, { connectionId, bucket }, page),

    missingTargets: (bucket, page) => readMissingTargets(db, { connectionId, bucket }, page),

    async absentKeys(bucket, { after, limit }) {
      return db
        .select({ key: indexKeys.key })
        .from(indexKeys)
        .where(and(inBucket({ connectionId, bucket }), gt(indexKeys.key, after), eq(indexKeys.kind, absent)))
        .orderBy(asc(indexKeys.key))
        .limit(limit);
    },
  };
}

/** The indexes of one connection's buckets, as rows. The database tells the time: clocks of consoles differ. */
export function createPostgresIndexStore(db: NodePgDatabase, connectionId: string): IndexStore {
  return {
    async scans() {
      const rows = await db
        .select({ scan: indexScans.scan })
        .from(indexScans)
        .where(eq(indexScans.connectionId, connectionId))
        .orderBy(asc(indexScans.bucket));
      return rows.map(({ scan }) => scanSchema.parse(JSON.parse(scan)));
    },

    ...readsOf(db, connectionId),

    atOneMoment: (read) =>
      db.transaction((tx) => read(readsOf(tx, connectionId)), {
        isolationLevel: 'repeatable read',
        accessMode: 'read only',
      }),

    async replace(bucket, range, found) {
      await db.transaction((tx) => replaceRange(tx, { connectionId, bucket, range }, found));
    },

    async merge(bucket, found) {
      await db.transaction((tx) => mergeEntries(tx, { connectionId, bucket }, found));
    },

    async dropUnseen(bucket, since) {
      await db.transaction((tx) => dropUnseen(tx, { connectionId, bucket }, since));
    },

    async unseenLinks(bucket, { since, after, limit }) {
      const isUnseen = wasUnseenSince(sql`${since}::timestamptz`);
      const rows = await db
        .select()
        .from(indexKeys)
        .where(
          and(
            inBucket({ connectionId, bucket }),
            gt(indexKeys.key, after),
            eq(indexKeys.kind, 'link'),
            isUnseen,
          ),
        )
        .orderBy(asc(indexKeys.key))
        .limit(limit);
      return rows.map(fromRow);
    },

    async record(bucket, seen) {
      await db.transaction((tx) => recordSeen(tx, { connectionId, bucket }, seen));
    },

    async keep(scan, missing) {
      const { bucket } = scan.coverage;
      const text = JSON.stringify(scan);
      await db.transaction(async (tx) => {
        await tx
          .insert(indexScans)
          .values({ connectionId, bucket, scan: text })
          .onConflictDoUpdate({
            target: [indexScans.connectionId, indexScans.bucket],
            set: { scan: text },
          });
        const { scannedUpTo: key, since } = scan;
        const place = { connectionId, bucket };
        if (missing !== undefined) {
          const begun = since === undefined ? undefined : sql`${since}::timestamptz`;
          await dropMissingTargets(tx, place, { begun, still: missing });
          await keepMissingTargets(tx, place, missing);
          await dropReturnedTargets(tx, place, undefined);
        }
        if (key !== undefined && since !== undefined) await dropBehind(tx, place, { key, since });
      });
    },

    async forget(bucket) {
      await db.transaction(async (tx) => {
        // In the order in which a page of a scan locks them.
        await tx.delete(scans).where(and(eq(scans.connectionId, connectionId), eq(scans.bucket, bucket)));
        await tx
          .delete(indexScans)
          .where(and(eq(indexScans.connectionId, connectionId), eq(indexScans.bucket, bucket)));
        await tx.delete(indexKeys).where(inBucket({ connectionId, bucket }));
        await forgetObjects(tx, { connectionId, bucket });
        await tx
          .delete(missingTargets)
          .where(and(eq(missingTargets.connectionId, connectionId), eq(missingTargets.bucket, bucket)));
        await tx
          .delete(scanSchedules)
          .where(and(eq(scanSchedules.connectionId, connectionId), eq(scanSchedules.bucket, bucket)));
      });
    },
  };
}
