import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { DailyStats } from '@signpost/api-contract';
import { createDailyStatsStore, type DailyStatsStore } from './daily-stats.ts';

/**
 * DailyStatsStore kept in a small file, one list per connection, replaced as a whole. They are drawn, never decided upon: a
 * file that cannot be read is begun anew.
 */
export function openDailyStatsFile(
  file: string,
  onLoss: (error: unknown) => void,
): { of(connection: string): DailyStatsStore; isEmpty(): boolean } {
  const kept = readKept(file);
  const opened = new Map<string, DailyStatsStore>();
  return {
    isEmpty: () => Object.keys(kept).length === 0,
    of(connection) {
      const found = opened.get(connection);
      if (found !== undefined) return found;
      const dailyStats = createDailyStatsStore(kept[connection], (all) => {
        kept[connection] = all;
        try {
          writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
          renameSync(`${file}.new`, file);
        } catch (error) {
          onLoss(error);
        }
      });
      opened.set(connection, dailyStats);
      return dailyStats;
    },
  };
}

function readKept(file: string): Record<string, DailyStats[]> {
  if (!existsSync(file)) return {};
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, DailyStats[]>) : {};
  } catch {
    return {};
  }
}
