import { coverageSchema } from '@signpost/api-contract';
import { decisiveHeaders } from '@signpost/link-model/health';
import type { IndexEntry } from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import { and, asc, eq, gt, lte, notInArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as z from 'zod/mini';
import type { IndexStore } from '../link-index/index-store.ts';
import { toSeen } from '../link-index/to-seen.ts';
import type { Queries } from './queries.ts';
import { indexKeys, indexScans } from './schema/tables.ts';
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

/** Members that few entries have. */
const factsSchema = z.object({
  restored: z.optional(z.boolean()),
  readAs: z.optional(z.string()),
  forbidden: z.optional(z.boolean()),
  brokenSince: z.optional(z.string()),
  served: z.optional(
    z.object({
      wrong: z.array(z.enum(decisiveHeaders)),
      targetModified: z.string(),
    }),
  ),
});

/** What an insert does to a row of the same key; a condition follows. */
const orReplace = sql`ON CONFLICT (connection_id, bucket, key) DO UPDATE SET kind = excluded.kind, etag = excluded.etag,
  last_modified = excluded.last_modified, size = excluded.size, storage_class = excluded.storage_class,
  target = excluded.target, facts = excluded.facts, recorded_at = excluded.recorded_at`;

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
    const column = (
      type: 'text' | 'bigint' | 'timestamptz',
      of: (entry: IndexEntry) => string | number | null,
    ): SQL => sql`${sql.param(stored.map(of))}::${sql.raw(type)}[]`;
    const columns = [
      column('text', ({ key }) => key),
      column('text', ({ kind }) => kind),
      column('text', ({ etag }) => etag),
      column('timestamptz', ({ lastModified }) => lastModified),
      column('bigint', ({ size }) => size),
      column('text', ({ storageClass }) => storageClass),
      column('text', toTargetColumn),
      column('text', toFactsColumn),
    ];
    await tx.execute(sql`
      INSERT INTO ${indexKeys} AS kept (connection_id, bucket, key, kind, etag, last_modified, size, storage_class, target,
        facts, recorded_at)
      SELECT ${connectionId}::uuid, ${bucket}, seen.*, clock_timestamp() FROM unnest(${sql.join(columns, sql`, `)}) AS seen
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
        .where(and(inBucket(bucket), gt(indexKeys.key, after)))
        .orderBy(asc(indexKeys.key))
        .limit(limit);
      return rows.map(fromRow);
    },

    async now() {
      const { rows } = await db.execute<{ now: string }>(
        sql`SELECT to_json(clock_timestamp()) #>> '{}' AS now`,
      );
      const now = rows[0]?.now;
      if (now === undefined) throw new Error('the database told no time');
      return now;
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
          await tx
            .delete(indexKeys)
            .where(and(inBucket(bucket), sql`${indexKeys.key} = ANY(${sql.param(gone)}::text[])`));
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
  };
}

/**
 * One statement that settles a change and puts the state which it left at its key into the index, where one is kept of
 * its bucket.
 * @param settled updates the change and returns `connection_id`, `bucket` and `key`
 */
export function settleIntoIndex(settled: SQLWrapper, after: KeyState): SQL {
  const { entry } = toSeen('', after);
  if (entry === undefined)
    return sql`WITH settled AS ${settled} DELETE FROM ${indexKeys} AS kept USING settled
      WHERE (kept.connection_id, kept.bucket, kept.key) = (settled.connection_id, settled.bucket, settled.key)`;
  const { kind, etag, lastModified, size, storageClass } = entry;
  return sql`WITH settled AS ${settled}
    INSERT INTO ${indexKeys} AS kept (connection_id, bucket, key, kind, etag, last_modified, size, storage_class, target,
      recorded_at)
    SELECT settled.connection_id, settled.bucket, settled.key, ${kind}, ${etag}, ${lastModified}::timestamptz, ${size}::bigint,
      ${storageClass}, ${toTargetColumn(entry)}::text, clock_timestamp()
    FROM settled JOIN ${indexScans} AS scan ON scan.connection_id = settled.connection_id AND scan.bucket = settled.bucket
    ${orReplace}
    WHERE kept.last_modified <= excluded.last_modified`;
}

function toTargetColumn(entry: IndexEntry): string | null {
  return entry.kind === 'link' && entry.target !== undefined ? JSON.stringify(entry.target) : null;
}

function toFactsColumn(entry: IndexEntry): string | null {
  const {
    key: _key,
    etag: _etag,
    lastModified: _time,
    size: _size,
    storageClass: _class,
    kind: _kind,
    ...rest
  } = entry;
  const facts = 'target' in rest ? { ...rest, target: undefined } : rest;
  const text = JSON.stringify(facts);
  return text === '{}' ? null : text;
}

function fromRow({
  key,
  kind,
  etag,
  lastModified,
  size,
  storageClass,
  target,
  facts,
}: typeof indexKeys.$inferSelect): IndexEntry {
  const common = { key, etag, lastModified: lastModified.toISOString(), size, storageClass };
  const { restored, readAs, forbidden, brokenSince, served } = factsSchema.parse(JSON.parse(facts ?? '{}'));
  if (kind !== 'link') return { kind: 'object', ...common, ...(restored === undefined ? {} : { restored }) };
  return {
    kind: 'link',
    ...common,
    ...(target === null ? {} : { target: z.string().parse(JSON.parse(target)) }),
    ...(readAs === undefined ? {} : { readAs }),
    ...(forbidden === undefined ? {} : { forbidden }),
    ...(brokenSince === undefined ? {} : { brokenSince }),
    ...(served === undefined ? {} : { served }),
  };
}
