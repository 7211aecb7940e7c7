import type { DailyStats } from '@signpost/api-contract';
import { isBroken, type Health } from '@signpost/link-model';
import type { LinkIndexes } from './link-indexes.ts';

/** Numbers of past days, for the trend. A port: the database takes the file's place. */
export interface DailyStatsStore {
  /** Oldest first, at most thirty days. */
  list(): DailyStats[];
  /** Puts the numbers of a day, in place of those of the same day. */
  record(reading: DailyStats): void;
}

const keptDays = 30;

export function createDailyStatsStore(
  past: readonly DailyStats[] = [],
  save: (all: DailyStats[]) => void = () => {},
): DailyStatsStore {
  let all = [...past];
  return {
    list: () => all,
    record(reading) {
      all = [...all.filter(({ day }) => day !== reading.day), reading]
        .toSorted((a, b) => (a.day < b.day ? -1 : 1))
        .slice(-keptDays);
      save(all);
    },
  };
}

/** Sums up all buckets that have been read. */
export function sumUp(indexes: LinkIndexes, day: string): DailyStats {
  const reading: DailyStats = { day, links: 0, broken: 0, byHealth: {} };
  for (const bucket of indexes.buckets()) {
    const sum = indexes.get(bucket)?.rollUp('');
    if (sum === undefined) continue;
    reading.links += sum.links;
    for (const [health, count] of Object.entries(sum.byHealth) as [Health, number][]) {
      reading.byHealth[health] = (reading.byHealth[health] ?? 0) + count;
      if (isBroken(health)) reading.broken += count;
    }
  }
  return reading;
}
