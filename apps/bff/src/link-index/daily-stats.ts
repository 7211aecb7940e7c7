import type { DailyStats } from '@signpost/api-contract';
import { isBroken, type Health } from '@signpost/link-model/health';
import type { LinkIndexes } from './link-indexes.ts';

/** Numbers of past days of one connection, for the trend. */
export interface DailyStatsStore {
  /** Oldest first, at most thirty days. */
  list(): Promise<DailyStats[]>;
  /** Puts the numbers of a day, in place of those of the same day. */
  record(stats: DailyStats): Promise<void>;
}

export const keptDays = 30;

/** The numbers in memory, for tests. */
export function createMemoryDailyStats(past: readonly DailyStats[] = []): DailyStatsStore {
  let all = [...past];
  return {
    list: async () => all,
    async record(stats) {
      all = [...all.filter(({ day }) => day !== stats.day), stats]
        .toSorted((a, b) => (a.day < b.day ? -1 : 1))
        .slice(-keptDays);
    },
  };
}

/** Sums up all buckets that have been scanned. */
export function sumUp(indexes: LinkIndexes, day: string): DailyStats {
  const stats: DailyStats = { day, links: 0, broken: 0, byHealth: {} };
  for (const bucket of indexes.buckets()) {
    const sum = indexes.get(bucket)?.rollUp('');
    if (sum === undefined) continue;
    stats.links += sum.links;
    for (const [health, count] of Object.entries(sum.byHealth) as [Health, number][]) {
      stats.byHealth[health] = (stats.byHealth[health] ?? 0) + count;
      if (isBroken(health)) stats.broken += count;
    }
  }
  return stats;
}
