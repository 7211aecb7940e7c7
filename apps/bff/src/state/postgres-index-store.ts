import { coverageSchema } from '@signpost/api-contract';
import type { IndexEntry } from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import { and, asc, eq, gt, lte, ne, notInArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as z from 'zod/mini';
import type { IndexStore, KeptScan, Seen } from '../link-index/index-store.ts';
import { toSeen } from '../link-index/to-seen.ts';
import { compareKeys } from '@signpost/oss-protocol/rules';
import { fromRow, toRows, toTable, toTargetColumn } from './index-rows.ts';
import { noteOutsideChanges, type KnownRow } from './note-outside-changes.ts';
import type { Queries } from './queries.ts';
import { indexKeys, indexScans, scanKeys, scans, scanSchedules } from './schema/tables.ts';
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
  since: z.optional(z.string()),
  lifecycle: z.optional(z.array(ruleSchema)),
});

const allColumns = sql.raw(
  'connection_id, bucket, key, kind, etag, last_modified, size, storage_class, target, facts, recorded_at, seen_at',
);

/** What an insert does to a row of the same key; a condition follows. */
const orReplace = sql`ON CONFLICT (connection_id, bucket, key) DO UPDATE SET kind = excluded.kind, etag = excluded.etag,
  last_modified = excluded.last_modified, size = excluded.size, storage_class = excluded.storage_class,
  target = excluded.target, facts = excluded.facts, recorded_at = excluded.recorded_at,
  seen_at = excluded.seen_at`;

/**
 * A row of this kind says that nothing is stored at its key. A scan that listed the key before it was deleted would bring
 * it back otherwise: a row that is not there does not tell when it went. The next scan takes it away.
 */
const absent = 'absent';
/** Of the columns of an absent row. Any state that is seen later is newer. */
const absentColumns = sql`${absent}, '', 'epoch'::timestamptz, 0, '', NULL, NULL, clock_timestamp(), clock_timestamp()`;

interface Put {
  bucket: string;
  entries: readonly IndexEntry[];
  /** Whether the row that is there, `kept`, stays. @param found what would take its place */
  unless: (found: SQL) => SQL;
  seenAt: SQL;
  /** The scan before, where one is: what changed since then is noted. */
  kept: KeptScan | undefined;
}

function toKnown(row: typeof indexKeys.$inferSelect): KnownRow {
  return { entry: row.kind === absent ? undefined : fromRow(row), seenAt: row.seenAt ?? row.recordedAt };
}

/** The indexes of one connection's buckets, as rows. The database tells the time: clocks of consoles differ. */
export function createPostgresIndexStore(db: NodePgDatabase, connectionId: string): IndexStore {
  const inBucket = (bucket: string): SQL | undefined =>
    and(eq(indexKeys.connectionId, connectionId), eq(indexKeys.bucket, bucket));

  /** One parameter for each column. Rows that say what is known already are left as they are. */
  async function put(tx: Queries, { bucket, entries, unless, seenAt, kept }: Put): Promise<void> {
    const stored = entries.filter(({ key }) => isStorable(key));
    if (stored.length === 0) return;
    const insert = sql`
      INSERT INTO ${indexKeys} AS kept (${allColumns})
      SELECT ${connectionId}::uuid, ${bucket}, seen.*, clock_timestamp(), ${seenAt} FROM ${toRows(stored)} AS seen
      ${orReplace}
      WHERE NOT ${unless(sql`excluded`)}
        AND (kept.kind, kept.etag, kept.last_modified, kept.size, kept.storage_class, kept.target, kept.facts)
        IS DISTINCT FROM (excluded.kind, excluded.etag, excluded.last_modified, excluded.size, excluded.storage_class,
          excluded.target, excluded.facts)`;
    if (kept === undefined) {
      await tx.execute(insert);
      return;
    }
    const found = toTable(stored, sql`seen`);
    const before = await readKnown(
      tx,
      bucket,
      sql`FROM ${indexKeys} AS kept JOIN ${found} ON kept.key = seen.key
      WHERE NOT ${unless(sql`seen`)} AND (kept.kind, kept.target) IS DISTINCT FROM (seen.kind, seen.target)`,
    );
    const { rows } = await tx.execute<{ key: string; isNew: boolean }>(
      sql`${insert} RETURNING kept.key, kept.xmax = 0 AS "isNew"`,
    );
    const written = new Map(rows.map(({ key, isNew }) => [key, isNew]));
    const turned = stored.flatMap((after) => {
      const known = before.get(after.key);
      if (known === undefined && written.get(after.key) !== true) return [];
      return written.has(after.key) ? [{ key: after.key, before: known?.entry, after, known }] : [];
    });
    await noteOutsideChanges(tx, { connectionId, bucket, kept }, turned);
  }

  /** Rows of the index, locked until the transaction ends. @param where from `FROM` on, with the rows named `kept` */
  async function readKnown(tx: Queries, bucket: string, where: SQL): Promise<Map<string, KnownRow>> {
    const { rows } = await tx.execute<{ key: string }>(
      sql`SELECT kept.key ${where} AND (kept.connection_id, kept.bucket) = (${connectionId}::uuid, ${bucket})
        FOR UPDATE OF kept`,
    );
    const keys = rows.map(({ key }) => key);
    if (keys.length === 0) return new Map();
    const known = await tx
      .select()
      .from(indexKeys)
      .where(and(inBucket(bucket), sql`${indexKeys.key} = ANY(${sql.param(keys)}::text[])`));
    return new Map(known.map((row) => [row.key, toKnown(row)]));
  }

  /** What a key is found without. */
  async function remove(
    tx: Queries,
    { bucket, keys, kept }: { bucket: string; keys: readonly string[]; kept: KeptScan | undefined },
  ): Promise<void> {
    if (keys.length === 0) return;
    const gone = sql`${sql.param([...keys])}::text[]`;
    const known =
      kept === undefined
        ? []
        : await readKnown(tx, bucket, sql`FROM ${indexKeys} AS kept WHERE kept.key = ANY(${gone})`);
    await tx.execute(sql`
      INSERT INTO ${indexKeys} AS kept (${allColumns})
      SELECT ${connectionId}::uuid, ${bucket}, gone, ${absentColumns} FROM unnest(${gone}) AS gone
      ${orReplace}`);
    const turned = Array.from(known, ([key, row]) => ({
      key,
      before: row.entry,
      after: undefined,
      known: row,
    }));
    if (kept !== undefined) await noteOutsideChanges(tx, { connectionId, bucket, kept }, turned);
  }

  /** What is derived of a key is kept for as long as the key is what it was. */
  async function derive(tx: Queries, bucket: string, entries: readonly IndexEntry[]): Promise<void> {
    const stored = entries.filter(({ key }) => isStorable(key));
    if (stored.length === 0) return;
    await tx.execute(sql`
      UPDATE ${indexKeys} AS kept SET facts = seen.facts, recorded_at = clock_timestamp(),
        seen_at = coalesce(kept.seen_at, kept.recorded_at)
      FROM ${toTable(stored, sql`seen`)}
      WHERE (kept.connection_id, kept.bucket) = (${connectionId}::uuid, ${bucket}) AND kept.key = seen.key
        AND (kept.kind, kept.etag, kept.last_modified) = (seen.kind, seen.etag, seen.last_modified)
        AND kept.facts IS DISTINCT FROM seen.facts`);
  }

  /** The last scan of a bucket; nobody else notes changes of it until the transaction ends. */
  async function lockScan(tx: Queries, bucket: string): Promise<KeptScan | undefined> {
    const [row] = await tx
      .select({ scan: indexScans.scan })
      .from(indexScans)
      .where(and(eq(indexScans.connectionId, connectionId), eq(indexScans.bucket, bucket)))
      .for('update');
    return row === undefined ? undefined : scanSchema.parse(JSON.parse(row.scan));
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

    async replace(bucket, { after, upTo }, { entries, since, knownUpTo }) {
      const begun = sql`${since}::timestamptz`;
      const stored = entries.map(({ key }) => key).filter((key) => isStorable(key));
      await db.transaction(async (tx) => {
        const kept = await lockScan(tx, bucket);
        const gone = await tx
          .delete(indexKeys)
          .where(
            and(
              inBucket(bucket),
              gt(indexKeys.key, after),
              upTo === undefined ? undefined : lte(indexKeys.key, upTo),
              lte(indexKeys.recordedAt, begun),
              notInArray(indexKeys.key, sql`(SELECT unnest(${sql.param(stored)}::text[]))`),
            ),
          )
          .returning();
        if (kept !== undefined) {
          const missed = gone
            .filter(({ key }) => knownUpTo === undefined || compareKeys(key, knownUpTo) <= 0)
            .map((row) => ({ row, known: toKnown(row) }))
            .map(({ row: { key }, known }) => ({ key, before: known.entry, after: undefined, known }));
          await noteOutsideChanges(tx, { connectionId, bucket, kept }, missed);
        }
        await put(tx, {
          bucket,
          entries,
          unless: () => sql`(kept.recorded_at > ${begun})`,
          // What it found was there after it began, nobody knows how much later.
          seenAt: begun,
          kept,
        });
      });
    },

    async record(bucket, seen) {
      const isAbsent = ({ key, entry }: Seen): boolean => entry === undefined && isStorable(key);
      await db.transaction(async (tx) => {
        const kept = await lockScan(tx, bucket);
        await remove(tx, { bucket, keys: seen.filter(isAbsent).map(({ key }) => key), kept });
        await put(tx, {
          bucket,
          entries: seen.flatMap(({ entry, derived }) => (derived === true ? [] : (entry ?? []))),
          unless: (found) => sql`(kept.last_modified > ${found}.last_modified)`,
          seenAt: sql`clock_timestamp()`,
          kept,
        });
        await derive(
          tx,
          bucket,
          seen.flatMap(({ entry, derived }) => (derived === true ? (entry ?? []) : [])),
        );
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
        await tx
          .delete(scanSchedules)
          .where(and(eq(scanSchedules.connectionId, connectionId), eq(scanSchedules.bucket, bucket)));
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
    ${toTargetColumn(entry)}::text, NULL, clock_timestamp(), clock_timestamp()`;
}
