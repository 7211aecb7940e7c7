import { and, asc, between, desc, eq, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import {
  keyName,
  type ChangeFilter,
  type ChangeLog,
  type KeyRef,
  type Outcome,
  type Page,
  type PageRequest,
  type Recorded,
  type RecordedWithLatest,
} from '../changes/change-log.ts';
import { appendAudit } from './append-audit.ts';
import { isAnyAudited, readAudited, toWriteEvents } from './audit-writes.ts';
import { countChanges, toCondition } from './change-filters.ts';
import { fromRow, toOutcomeColumns, toRow } from './change-row.ts';
import { settleIntoIndex } from './settle-into-index.ts';
import type { Queries } from './queries.ts';
import { changes } from './schema/tables.ts';
import { isStorable, isUuid } from './storable.ts';

export interface PostgresChangeLogOptions {
  db: NodePgDatabase;
  /** This process; what it takes nobody else takes meanwhile. */
  replica: string;
  /** How long a new change is left to the console that made it, in milliseconds. */
  ownedMs: number;
}

/** The change log in the database. */
export function createPostgresChangeLog({ db, replica, ownedMs }: PostgresChangeLogOptions): ChangeLog {
  const ownedUntil = (ms: number): SQL => sql`now() + ${`${ms} milliseconds`}::interval`;
  const latestOfKeys = prepareLatest(db);
  const unresolvedOfKey = prepareUnresolved(db);

  const getMany: ChangeLog['getMany'] = async (connection, ids) => {
    const stored = ids.filter(isUuid);
    if (stored.length === 0) return new Map();
    const rows = await db
      .select()
      .from(changes)
      .where(and(inArray(changes.id, stored), eq(changes.connectionId, connection)));
    const found = await withLatest(db, latestOfKeys, rows);
    return new Map(found.map((recorded) => [recorded.intent.id, recorded]));
  };

  return {
    async begin(intents) {
      if (intents.length === 0) return;
      const rows = intents.map((intent) => ({
        ...toRow(intent),
        owner: replica,
        ownedUntil: ownedUntil(ownedMs) as unknown as Date,
      }));
      await db.insert(changes).values(rows);
    },

    async settle(outcomes) {
      const [only, ...others] = outcomes;
      if (only === undefined) return;
      const ids = outcomes.map(({ id }) => id);
      // Rows of a plan are many, and have no event of their own: theirs is one statement.
      if (others.length === 0 && !(await isAnyAudited(db, ids))) return settle(db, only);
      await db.transaction(async (tx) => {
        const before = await readAudited(tx, ids);
        for (const outcome of outcomes) await settle(tx, outcome);
        await appendAudit(tx, toWriteEvents(before, outcomes));
      });
    },

    get: async (connection, id) => (await getMany(connection, [id])).get(id),
    getMany,

    page: (filter, request) => readPage(db, latestOfKeys, { filter, request }),

    count: (filters, limit) => countChanges(db, filters, limit),

    async latestOf(keys) {
      const found = new Map<string, Recorded>();
      for (const row of await readLatest(latestOfKeys, keys)) {
        const recorded = fromRow(row);
        found.set(keyName(recorded.intent), recorded);
      }
      return found;
    },

    async versionsMade(key) {
      const rows = await db
        .select({ id: changes.id, versionId: changes.versionId })
        .from(changes)
        .where(and(ofKey(key), isNotNull(changes.versionId)));
      return new Map(rows.map(({ id, versionId }) => [versionId ?? '', id]));
    },

    async unresolvedOf({ connection, bucket, key }) {
      if (!isStorable(bucket, key)) return [];
      return (await unresolvedOfKey.execute({ connection, bucket, key })).map(fromRow).toReversed();
    },

    async claimUnresolved({ connections, limit, forMs }) {
      const ours = and(unresolved, inArray(changes.connectionId, [...connections]));
      const free = or(
        eq(changes.owner, replica),
        isNull(changes.ownedUntil),
        lt(changes.ownedUntil, sql`now()`),
      );
      const picked = db
        .select({ seq: changes.seq })
        .from(changes)
        .where(and(ours, free))
        .orderBy(asc(changes.seq))
        .limit(limit)
        .for('update', { skipLocked: true });
      const rows = await db
        .update(changes)
        .set({ owner: replica, ownedUntil: ownedUntil(forMs) })
        .where(inArray(changes.seq, picked))
        .returning();
      const left = await db
        .select()
        .from(changes)
        .where(ours)
        .orderBy(asc(changes.seq))
        .limit(mostUnresolved);
      return {
        claimed: rows.toSorted((a, b) => a.seq - b.seq).map(fromRow),
        unresolved: left.map(fromRow),
      };
    },
  };
}

/** More open writes than this change nothing about the pace at which they are looked at. */
const mostUnresolved = 1000;

/** The same condition as the partial index `changes_unresolved`. */
const unresolved = sql`(${changes.outcome} = 'pending' OR (${changes.outcome} = 'unknown' AND (${changes.overwrittenBy} IS NULL OR ${changes.mayArriveUntil} IS NOT NULL)))`;

async function settle(db: Queries, outcome: Outcome): Promise<void> {
  const { id, after } = outcome;
  const update = db.update(changes).set(toOutcomeColumns(outcome)).where(eq(changes.id, id));
  if (outcome.outcome !== 'applied' || after === undefined) {
    await update;
    return;
  }
  const { connectionId, bucket, key } = changes;
  await db.execute(settleIntoIndex(update.returning({ connectionId, bucket, key }), after));
}

function ofKey({ connection, bucket, key }: KeyRef): SQL | undefined {
  if (!isStorable(bucket, key)) return sql`false`;
  return and(eq(changes.connectionId, connection), eq(changes.bucket, bucket), eq(changes.key, key));
}

async function readPage(
  db: NodePgDatabase,
  latestOfKeys: LatestOfKeys,
  { filter, request: { cursor, limit } }: { filter: ChangeFilter; request: PageRequest },
): Promise<Page<RecordedWithLatest>> {
  const before = cursor === undefined ? undefined : lt(changes.seq, Number(cursor));
  // The rows of the page are found first, by an index alone where it has the columns, and read whole afterwards.
  const wanted = db
    .select({ seq: changes.seq })
    .from(changes)
    .where(and(toCondition(filter), before))
    .orderBy(desc(changes.seq))
    .limit(limit + 1);
  const rows = await db.select().from(changes).where(inArray(changes.seq, wanted)).orderBy(desc(changes.seq));
  const shown = rows.slice(0, limit);
  const items = await withLatest(db, latestOfKeys, shown);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return last === undefined ? { items } : { items, nextCursor: String(last.seq) };
}

async function withLatest(
  db: NodePgDatabase,
  latestOfKeys: LatestOfKeys,
  rows: readonly (typeof changes.$inferSelect)[],
): Promise<RecordedWithLatest[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [newest, earlier] = await Promise.all([
    readLatest(latestOfKeys, rows.map(toKeyRef)),
    db
      .select()
      .from(changes)
      .where(and(unresolved, inArray(changes.overwrittenBy, ids)))
      .orderBy(asc(changes.seq)),
  ]);
  const latestOf = new Map(newest.map((row) => [keyName(toKeyRef(row)), fromRow(row)]));
  const earlierOf = new Map(earlier.map((row) => [row.overwrittenBy, fromRow(row)]));
  return rows.map((row) => ({
    ...fromRow(row),
    latest: latestOf.get(keyName(toKeyRef(row))),
    earlier: earlierOf.get(row.id),
  }));
}

function toKeyRef(row: { connectionId: string; bucket: string; key: string }): KeyRef {
  return { connection: row.connectionId, bucket: row.bucket, key: row.key };
}

type LatestOfKeys = ReturnType<typeof prepareLatest>;

/**
 * One index look-up for each key, however many changes it has: a range in the order of `changes_by_key` has the planner
 * take that index even while the table has no statistics. An equal key would let it walk over the whole bucket. Prepared,
 * since every write asks, and planning takes longer than the look-up.
 */
function prepareLatest(db: NodePgDatabase) {
  const list = (['connections', 'buckets', 'keys'] as const).map((name) => sql.placeholder(name));
  const wanted = sql`unnest(${list[0]}::uuid[], ${list[1]}::text[], ${list[2]}::text[]) AS wanted (connection_id, bucket, key)`;
  return db
    .select()
    .from(changes)
    .where(
      inArray(
        changes.id,
        sql`(SELECT coalesce(found.overtaken_by, found.id) FROM ${wanted}
          CROSS JOIN LATERAL (
            SELECT id, overtaken_by FROM ${changes} AS newest
            WHERE newest.connection_id = wanted.connection_id AND newest.bucket = wanted.bucket COLLATE "C"
              AND newest.key BETWEEN (wanted.key COLLATE "C") AND (wanted.key COLLATE "C") AND newest.outcome <> 'failed'
              AND newest.action <> 'restore'
            ORDER BY newest.key, newest.seq DESC LIMIT 1) AS found)`,
      ),
    )
    .prepare('latest_changes_of_keys');
}

/** Newest first. Prepared and by a range of keys for the same reasons. */
function prepareUnresolved(db: NodePgDatabase) {
  const key = sql.placeholder('key');
  return db
    .select()
    .from(changes)
    .where(
      and(
        eq(changes.connectionId, sql.placeholder('connection')),
        eq(changes.bucket, sql.placeholder('bucket')),
        between(changes.key, key, key),
        unresolved,
      ),
    )
    .orderBy(asc(changes.key), desc(changes.seq))
    .prepare('unresolved_changes_of_key');
}

/** One row for each key that has one: its newest change that did not fail, or the one that overtook it. */
async function readLatest(
  latestOfKeys: LatestOfKeys,
  keys: readonly KeyRef[],
): Promise<(typeof changes.$inferSelect)[]> {
  const storable = keys.filter(({ bucket, key }) => isStorable(bucket, key));
  const wanted = [...new Map(storable.map((key) => [keyName(key), key])).values()];
  if (wanted.length === 0) return [];
  return latestOfKeys.execute({
    connections: wanted.map(({ connection }) => connection),
    buckets: wanted.map(({ bucket }) => bucket),
    keys: wanted.map(({ key }) => key),
  });
}
