import { coverageSchema } from '@signpost/api-contract';
import type { IndexEntry } from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import { and, asc, eq, gt, lte, ne, notInArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as z from 'zod/mini';
import type { IndexStore } from '../link-index/index-store.ts';
import { toSeen } from '../link-index/to-seen.ts';
import { fromRow, toRows, toTargetColumn } from './index-rows.ts';
import type { Queries } from './queries.ts';
import { indexKeys, indexScans, scanKeys, scans } from './schema/tables.ts';
import { isStorable } from './storable.ts';

const ruleTimeSchema = z.union([z.object({ days: z.number() }), z.object({ before: z.number() })]);

const ruleSchema = z.object({
  id: z.string(),
  prefix: z.string(),
  tags: z.array(z.tuple([z.string(), z.string()])),
  expiration: z.optional(ruleTimeSchema),
  transitions: z.array(z.object({ when: ruleTimeSchema, storageClass: z.string(), byAccess: z.boolean() })),
  notPrefixes: z.array(z.string()),
  hasNotTags: z.boolean(),
  largerThan: z.optional(z.number()),
  smallerThan: z.optional(z.number()),
});

const scanSchema = z.object({
  coverage: coverageSchema,
  scannedUpTo: z.optional(z.string()),
  archiveDirectRead: z.optional(z.boolean()),
  lifecycle: z.optional(z.array(ruleSchema)),
});

const allColumns = sql.raw(
  'connection_id, bucket, key, kind, etag, last_modified, size, storage_class, target, facts, recorded_at',
);

/** What an insert does to a row of the same key; a condition follows. */
const orReplace = sql`ON CONFLICT (connection_id, bucket, key) DO UPDATE SET kind = excluded.kind, etag = excluded.etag,
  last_modified = excluded.last_modified, size = excluded.size, storage_class = excluded.storage_class,
  target = excluded.target, facts = excluded.facts, recorded_at = excluded.recorded_at`;

/**
 * A row of this kind says that nothing is stored at its key. A scan that listed the key before it was deleted would bring
 * it back otherwise: a row that is not there does not tell when it went. The next scan takes it away.
 */
const absent = 'absent';
/** Of the columns of an absent row. Any state that is seen later is newer. */
const absentColumns = sql`${absent}, '', 'epoch'::timestamptz, 0, '', NULL, NULL, clock_timestamp()`;

/** The indexes of one connection's buckets, as rows. The database tells the time: clocks of consoles differ. */
export function createPostgresIndexStore(db: NodePgDatabase, connectionId: string): IndexStore {
  const inBucket = (bucket: string): SQL | undefined =>
    and(eq(indexKeys.connectionId, connectionId), eq(indexKeys.bucket, bucket));

  /** One parameter for each column. Rows that say what is known already are left as they are. */
  async function put(
    tx: Queries,
    { bucket, entries, unless }: { bucket: string; entries: readonly IndexEntry[]; unless: SQL },
  ): Promise<void> {
    const stored = entries.filter(({ key }) => isStorable(key));
    if (stored.length === 0) return;
    await tx.execute(sql`
      INSERT INTO ${indexKeys} AS kept (${allColumns})
      SELECT ${connectionId}::uuid, ${bucket}, seen.*, clock_timestamp() FROM ${toRows(stored)} AS seen
      ${orReplace}
      WHERE NOT ${unless} AND (kept.kind, kept.etag, kept.last_modified, kept.size, kept.storage_class, kept.target, kept.facts)
        IS DISTINCT FROM (excluded.kind, excluded.etag, excluded.last_modified, excluded.size, excluded.storage_class,
          excluded.target, excluded.facts)`);
  }

  return {
    async scans() {
      const rows = await db
        .select({ scan: indexScans.scan })
        .from(indexScans)
        .where(eq(indexScans.connectionId, connectionId))
        .orderBy(asc(indexScans.bucket));
      return rows.map(({ scan }) => scanSchema.parse(JSON.parse(scan)));
    },

    async entries(bucket, { after, limit }) {
      const rows = await db
        .select()
        .from(indexKeys)
        .where(and(inBucket(bucket), gt(indexKeys.key, after), ne(indexKeys.kind, absent)))
        .orderBy(asc(indexKeys.key))
        .limit(limit);
      return rows.map(fromRow);
    },

    async recordedSince(bucket, since, { after, limit }) {
      const rows = await db
        .select()
        .from(indexKeys)
        .where(
          and(
            inBucket(bucket),
            gt(indexKeys.key, after),
            sql`${indexKeys.recordedAt} > ${since}::timestamptz`,
          ),
        )
        .orderBy(asc(indexKeys.key))
        .limit(limit);
      return rows.map((row) => ({ key: row.key, entry: row.kind === absent ? undefined : fromRow(row) }));
    },

    async replace(bucket, { after, upTo }, { entries, since }) {
      const begun = sql`${since}::timestamptz`;
      const stored = entries.map(({ key }) => key).filter((key) => isStorable(key));
      await db.transaction(async (tx) => {
        await tx
          .delete(indexKeys)
          .where(
            and(
              inBucket(bucket),
              gt(indexKeys.key, after),
              upTo === undefined ? undefined : lte(indexKeys.key, upTo),
              lte(indexKeys.recordedAt, begun),
              notInArray(indexKeys.key, sql`(SELECT unnest(${sql.param(stored)}::text[]))`),
            ),
          );
        await put(tx, { bucket, entries, unless: sql`kept.recorded_at > ${begun}` });
      });
    },

    async record(bucket, seen) {
      const gone = seen.flatMap(({ key, entry }) => (entry === undefined && isStorable(key) ? [key] : []));
      await db.transaction(async (tx) => {
        if (gone.length > 0)
          await tx.execute(sql`
            INSERT INTO ${indexKeys} AS kept (${allColumns})
            SELECT ${connectionId}::uuid, ${bucket}, gone, ${absentColumns} FROM unnest(${sql.param(gone)}::text[]) AS gone
            ${orReplace}`);
        await put(tx, {
          bucket,
          entries: seen.flatMap(({ entry }) => entry ?? []),
          unless: sql`kept.last_modified > excluded.last_modified`,
        });
      });
    },

    async keep(scan) {
      const text = JSON.stringify(scan);
      await db
        .insert(indexScans)
        .values({ connectionId, bucket: scan.coverage.bucket, scan: text })
        .onConflictDoUpdate({
          target: [indexScans.connectionId, indexScans.bucket],
          set: { scan: text },
        });
    },

    async forget(bucket) {
      await db.transaction(async (tx) => {
        await tx
          .delete(indexScans)
          .where(and(eq(indexScans.connectionId, connectionId), eq(indexScans.bucket, bucket)));
        await tx.delete(indexKeys).where(inBucket(bucket));
        await tx.delete(scans).where(and(eq(scans.connectionId, connectionId), eq(scans.bucket, bucket)));
        await tx
          .delete(scanKeys)
          .where(and(eq(scanKeys.connectionId, connectionId), eq(scanKeys.bucket, bucket)));
      });
    },
  };
}

/**
 * One statement that settles a change and puts the state which it left at its key into the index, where one is kept of
 * its bucket, or is being made.
 * @param settled updates the change and returns `connection_id`, `bucket` and `key`
 */
export function settleIntoIndex(settled: SQLWrapper, after: KeyState): SQL {
  const { entry } = toSeen('', after);
  return sql`WITH settled AS ${settled}
    INSERT INTO ${indexKeys} AS kept (${allColumns})
    SELECT settled.connection_id, settled.bucket, settled.key, ${entry === undefined ? absentColumns : settledColumns(entry)}
    FROM settled
    WHERE EXISTS (SELECT FROM ${indexScans} AS kept_scan
        WHERE (kept_scan.connection_id, kept_scan.bucket) = (settled.connection_id, settled.bucket))
      OR EXISTS (SELECT FROM ${scans} AS scan WHERE scan.state IN ('running', 'paused', 'finishing')
        AND (scan.connection_id, scan.bucket) = (settled.connection_id, settled.bucket))
    ${orReplace}
    ${entry === undefined ? sql`` : sql`WHERE kept.last_modified <= excluded.last_modified`}`;
}

function settledColumns(entry: IndexEntry): SQL {
  const { kind, etag, lastModified, size, storageClass } = entry;
  return sql`${kind}, ${etag}, ${lastModified}::timestamptz, ${size}::bigint, ${storageClass},
    ${toTargetColumn(entry)}::text, NULL, clock_timestamp()`;
}
