import { dailyStatsSchema, type DailyStats } from '@signpost/api-contract';
import { asc, desc, eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { keptDays, type DailyStatsStore } from '../link-index/daily-stats.ts';
import { dailyStats } from './schema/tables.ts';

/** The numbers of past days of one connection, as rows. */
export function createPostgresDailyStats(db: NodePgDatabase, connectionId: string): DailyStatsStore {
  return {
    async list() {
      const newest = db
        .select()
        .from(dailyStats)
        .where(eq(dailyStats.connectionId, connectionId))
        .orderBy(desc(dailyStats.day))
        .limit(keptDays)
        .as('newest');
      const rows = await db.select().from(newest).orderBy(asc(newest.day));
      return rows.map(({ stats }) => dailyStatsSchema.parse(JSON.parse(stats)));
    },
    async record(stats: DailyStats) {
      const text = JSON.stringify(stats);
      await db
        .insert(dailyStats)
        .values({ connectionId, day: stats.day, stats: text, recordedAt: new Date() })
        .onConflictDoUpdate({
          target: [dailyStats.connectionId, dailyStats.day],
          set: { stats: text, recordedAt: new Date() },
        });
    },
  };
}
