import { scanScheduleSchema } from '@signpost/api-contract';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { runAfter, type ScheduleStore, type StoredSchedule } from '../link-index/schedule-store.ts';
import { toAskedBy } from './actor-column.ts';
import { scanSchedules } from './schema/tables.ts';

/** Most runs that one look begins; the others are due at the next. */
const mostAtOnce = 20;

/** Schedules as rows. The database tells the time: clocks of consoles differ. */
export function createPostgresScheduleStore(db: NodePgDatabase, connectionId: string): ScheduleStore {
  const ofBucket = (bucket: string) =>
    and(eq(scanSchedules.connectionId, connectionId), eq(scanSchedules.bucket, bucket));
  const isDue = and(
    eq(scanSchedules.connectionId, connectionId),
    lte(scanSchedules.nextRunAt, sql`clock_timestamp()`),
  );

  /** The row is locked until the run has begun: another console passes it over, and a killed one leaves it due. */
  function runNext(begin: (schedule: StoredSchedule) => Promise<void>): Promise<boolean> {
    return db.transaction(async (tx) => {
      const [row] = await tx
        .select({ row: scanSchedules, now: sql<string>`clock_timestamp()` })
        .from(scanSchedules)
        .where(isDue)
        .orderBy(asc(scanSchedules.nextRunAt))
        .limit(1)
        .for('update', { skipLocked: true });
      if (row === undefined) return false;
      const found = toSchedule(row.row);
      await begin(found);
      await tx
        .update(scanSchedules)
        .set({ nextRunAt: runAfter(found, new Date(row.now)) ?? null })
        .where(ofBucket(found.bucket));
      return true;
    });
  }

  return {
    async get(bucket) {
      const [row] = await db.select().from(scanSchedules).where(ofBucket(bucket));
      return row === undefined ? undefined : toSchedule(row);
    },

    async set({ bucket, schedule, nextRun, setBy, setAt, askedBy }) {
      const columns = {
        schedule: JSON.stringify(schedule),
        nextRunAt: nextRun === undefined ? null : new Date(nextRun),
        setBy,
        setAt: new Date(setAt),
        askedBy: askedBy === undefined ? null : JSON.stringify(askedBy),
      };
      await db
        .insert(scanSchedules)
        .values({ connectionId, bucket, ...columns })
        .onConflictDoUpdate({ target: [scanSchedules.connectionId, scanSchedules.bucket], set: columns });
    },

    async runDue(begin) {
      // Most looks find nothing, and need no transaction for it.
      const [due] = await db
        .select({ bucket: scanSchedules.bucket })
        .from(scanSchedules)
        .where(isDue)
        .limit(1);
      if (due === undefined) return;
      for (let run = 0; run < mostAtOnce; run += 1) if (!(await runNext(begin))) return;
    },
  };
}

function toSchedule(row: typeof scanSchedules.$inferSelect): StoredSchedule {
  return {
    bucket: row.bucket,
    schedule: scanScheduleSchema.parse(JSON.parse(row.schedule)),
    nextRun: row.nextRunAt?.toISOString(),
    setBy: row.setBy,
    setAt: row.setAt.toISOString(),
    ...toAskedBy(row.askedBy),
  };
}
