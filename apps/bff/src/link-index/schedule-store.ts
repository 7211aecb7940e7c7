import type { ScanSchedule } from '@signpost/api-contract';
import type { Actor } from '../auth/permit.ts';
import { findNextRun } from './next-run.ts';

/** When a bucket is scanned again, and who said so. */
export interface StoredSchedule {
  bucket: string;
  schedule: ScanSchedule;
  /** ISO 8601; absent where it is off. */
  nextRun?: string | undefined;
  /** Id of the actor. */
  setBy: string;
  /** The actor, whose right its scans go on with; absent of schedules of earlier versions. */
  askedBy?: Actor | undefined;
  /** ISO 8601. */
  setAt: string;
}

/**
 * Schedules of one connection's buckets, for every console on the database. Methods throw ProblemError
 * `database-unavailable` while the database is away.
 */
export interface ScheduleStore {
  get(bucket: string): Promise<StoredSchedule | undefined>;
  set(schedule: StoredSchedule): Promise<void>;
  /**
   * Begins what is due by the clock of the store: once, however often it was missed, and on one console. A run that could
   * not begin stays due.
   */
  runDue(begin: (schedule: StoredSchedule) => Promise<void>): Promise<void>;
}

/** When a schedule that has just run runs again. */
export function runAfter({ schedule, nextRun }: StoredSchedule, now: Date): Date | undefined {
  return findNextRun(schedule, now, nextRun === undefined ? now : new Date(nextRun));
}

/** Schedules in memory: what those in the database are compared with. */
export function createMemoryScheduleStore(now: () => Date): ScheduleStore {
  const stored = new Map<string, StoredSchedule>();
  const running = new Set<string>();
  return {
    get: async (bucket) => stored.get(bucket),
    async set(schedule) {
      stored.set(schedule.bucket, schedule);
    },
    async runDue(begin) {
      for (const found of stored.values()) {
        const { bucket, nextRun } = found;
        if (nextRun === undefined || Date.parse(nextRun) > now().getTime() || running.has(bucket)) continue;
        running.add(bucket);
        try {
          await begin(found);
          if (stored.get(bucket) === found)
            stored.set(bucket, { ...found, nextRun: runAfter(found, now())?.toISOString() });
        } finally {
          running.delete(bucket);
        }
      }
    },
  };
}
