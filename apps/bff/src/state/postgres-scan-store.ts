import { and, eq, gt, inArray, isNull, lt, not, or, sql, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as z from 'zod/mini';
import {
  asOf,
  emptyProgress,
  type ScanStart,
  type ScanState,
  type ScanStore,
  type StoredScan,
} from '../link-index/scan-store.ts';
import type { Actor } from '../auth/permit.ts';
import { toAskedBy } from './actor-column.ts';
import { mergeEntries, replaceRange } from './index-writes.ts';
import type { Queries } from './queries.ts';
import { indexKeys, indexObjects, indexScans, scans } from './schema/tables.ts';

interface Options {
  db: NodePgDatabase;
  connectionId: string;
  /** The console that makes scans. */
  holder: string;
  newId: () => string;
  /** How long a scan is left to a console that is not heard of, in milliseconds. */
  heldMs?: number;
}

const progressSchema = z.object({
  parts: z.array(
    z.object({
      after: z.string(),
      upTo: z.optional(z.string()),
      at: z.optional(z.string()),
      keys: z.number(),
      pages: z.number(),
      done: z.boolean(),
    }),
  ),
  calls: z.number(),
  bound: z.optional(z.boolean()),
  source: z.optional(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('inventory'),
        id: z.string(),
        bucket: z.string(),
        manifest: z.string(),
        createdAt: z.string(),
        checked: z.number(),
        file: z.number(),
        rows: z.number(),
      }),
      z.object({ kind: z.literal('meta-query'), token: z.optional(z.string()) }),
    ]),
  ),
});

/** Scans as rows with holder and expiry. The database tells the time: clocks of consoles differ. */
export function createPostgresScanStore(options: Options): ScanStore {
  const { db, connectionId, holder, newId, heldMs = 60_000 } = options;
  const held = sql`${`${heldMs} milliseconds`}::interval`;
  const ofBucket = (bucket: string): SQL | undefined =>
    and(eq(scans.connectionId, connectionId), eq(scans.bucket, bucket));
  const columns = {
    id: scans.id,
    bucket: scans.bucket,
    state: sql<ScanState>`${scans.state}`,
    // To the microsecond, which a Date would cut off.
    since: sql<string>`to_json(${scans.beganAt}) #>> '{}'`,
    comparesHeaders: scans.comparesHeaders,
    askedBy: scans.askedBy,
    progress: scans.progress,
  };
  const isOurs = ({ id, bucket }: StoredScan): SQL | undefined =>
    and(
      ofBucket(bucket),
      eq(scans.id, id),
      eq(scans.holder, holder),
      inArray(scans.state, ['running', 'finishing']),
    );
  const free = { holder: null, heldUntil: null };

  /** A scan that is over makes room for the next one. */
  async function beginOver(
    tx: Queries,
    bucket: string,
    { headers, source, askedBy }: ScanStart,
  ): Promise<void> {
    await tx
      .update(scans)
      .set({
        ...free,
        id: newId(),
        state: 'running',
        beganAt: sql`clock_timestamp()`,
        comparesHeaders: headers,
        askedBy: toColumn(askedBy),
        progress: JSON.stringify(emptyProgress(source)),
      })
      .where(ofBucket(bucket));
  }

  /** What a first scan found means nothing where it did not come to its end. */
  async function dropUnlessKept(tx: Queries, bucket: string): Promise<void> {
    const isKept = sql`EXISTS (SELECT FROM ${indexScans}
      WHERE (connection_id, bucket) = (${connectionId}::uuid, ${bucket}))`;
    for (const table of [indexKeys, indexObjects]) {
      const inBucket = and(eq(table.connectionId, connectionId), eq(table.bucket, bucket));
      await tx.delete(table).where(and(inBucket, not(isKept)));
    }
  }

  return {
    async begin(bucket, start) {
      const { headers, keepsPaused = false, source, askedBy } = start;
      await db.transaction(async (tx) => {
        const made = await tx
          .insert(scans)
          .values({
            connectionId,
            bucket,
            id: newId(),
            state: 'running',
            beganAt: sql`clock_timestamp()`,
            comparesHeaders: headers,
            askedBy: toColumn(askedBy),
            progress: JSON.stringify(emptyProgress(source)),
          })
          .onConflictDoNothing()
          .returning({ id: scans.id });
        if (made.length > 0) return;
        const [found] = await tx.select(columns).from(scans).where(ofBucket(bucket)).for('update');
        if (found === undefined || found.state === 'ended' || found.state === 'cancelled')
          return beginOver(tx, bucket, start);
        if (found.state === 'paused' && keepsPaused) return;
        await tx
          .update(scans)
          .set({
            comparesHeaders: headers || found.comparesHeaders,
            ...(askedBy === undefined ? {} : { askedBy: toColumn(askedBy) }),
            ...(found.state === 'paused' ? { state: 'running' } : {}),
          })
          .where(ofBucket(bucket));
      });
    },

    async get(bucket) {
      const [row] = await db.select(columns).from(scans).where(ofBucket(bucket));
      return row === undefined ? undefined : toScan(row);
    },

    async claim() {
      const rows = await db
        .update(scans)
        .set({ holder, heldUntil: sql`now() + ${held}` })
        .where(
          and(
            eq(scans.connectionId, connectionId),
            inArray(scans.state, ['running', 'finishing']),
            or(
              eq(scans.holder, holder),
              isNull(scans.heldUntil),
              lt(scans.heldUntil, sql`now()`),
              // Only a clock that was put back leaves such a time.
              gt(scans.heldUntil, sql`now() + 2 * ${held}`),
            ),
          ),
        )
        .returning(columns);
      return rows.map(toScan);
    },

    checkpoint(scan, page, progress) {
      return db.transaction(async (tx) => {
        // The lock orders this and a pause or a cancel: one of them sees the other. The commit waits for the disk: the
        // console may outlive the database, and would not read again what that has lost.
        const ours = await tx
          .update(scans)
          .set({ progress: JSON.stringify(progress), heldUntil: sql`now() + ${held}` })
          .where(isOurs(scan))
          .returning({ id: scans.id });
        if (ours.length === 0) return false;
        const place = { connectionId, bucket: scan.bucket };
        const since = asOf(scan);
        if ('entries' in page) await mergeEntries(tx, place, { ...page, since });
        else await replaceRange(tx, { ...place, range: page }, { ...page, since });
        return true;
      });
    },

    async beginFinish(scan) {
      const ours = await db
        .update(scans)
        .set({ state: 'finishing' })
        .where(isOurs(scan))
        .returning({ id: scans.id });
      return ours.length > 0;
    },

    async end(scan) {
      await db.transaction(async (tx) => {
        const ended = await tx
          .update(scans)
          .set({ ...free, state: 'ended' })
          .where(isOurs(scan))
          .returning({ id: scans.id });
        if (ended.length > 0) await dropUnlessKept(tx, scan.bucket);
      });
    },

    async release() {
      await db
        .update(scans)
        .set(free)
        .where(and(eq(scans.connectionId, connectionId), eq(scans.holder, holder)));
    },

    control(bucket, what) {
      const { from, to } = moves[what];
      return db.transaction(async (tx) => {
        const moved = await tx
          .update(scans)
          .set({ ...free, state: to })
          .where(and(ofBucket(bucket), inArray(scans.state, from)))
          .returning({ id: scans.id });
        if (moved.length > 0 && what === 'cancel') await dropUnlessKept(tx, bucket);
        return moved.length > 0;
      });
    },
  };
}

const moves: Record<'pause' | 'resume' | 'cancel', { from: ScanState[]; to: ScanState }> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
};

type ScanRow = Omit<StoredScan, 'progress' | 'askedBy'> & { progress: string; askedBy: string | null };

function toScan({ progress, askedBy, ...row }: ScanRow): StoredScan {
  return { ...row, ...toAskedBy(askedBy), progress: progressSchema.parse(JSON.parse(progress)) };
}

function toColumn(actor: Actor | undefined): string | null {
  return actor === undefined ? null : JSON.stringify(actor);
}
