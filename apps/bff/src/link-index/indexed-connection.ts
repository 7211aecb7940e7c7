import type { ChangeLog } from '../changes/change-log.ts';
import type { Connection } from '../oss/connections.ts';
import { sumUp, type DailyStatsStore } from './daily-stats.ts';
import { createLinkIndexes, type LinkIndexes } from './link-indexes.ts';
import type { IndexStore } from './index-store.ts';
import { readOwnKeys } from './own-keys.ts';
import type { OutsideChanges } from './outside-changes.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { ScanStore } from './scan-store.ts';
import { maxKeys } from './scan-bucket.ts';
import { readLifecycle } from '../oss/read-lifecycle.ts';
import type { SharedCoverage, SharedCoverages } from './shared-coverage.ts';

/** A scan takes longer than a click, and is told once. */
const lifecycleWaitMs = 5000;

/** A connection with what is known of the links behind it. */
export interface IndexedConnection extends Connection {
  indexes: LinkIndexes;
  dailyStats: DailyStatsStore;
  outsideChanges: OutsideChanges;
  /** When buckets are scanned again. */
  schedules: ScheduleStore;
  /** What other consoles say of the same buckets. */
  sharedCoverage: SharedCoverage;
  /** Most keys one scan of a bucket holds. */
  maxIndexedKeys: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

interface IndexOptions {
  now: () => number;
  changeLog: ChangeLog;
  /** Numbers of past days, by the id of the connection. */
  dailyStatsOf: (connectionId: string) => DailyStatsStore;
  sharedCoverages: SharedCoverages;
  /** Where indexes are kept, by the id of the connection. */
  indexStoreOf: (connectionId: string) => IndexStore;
  /** Where scans are kept, by the id of the connection. */
  scanStoreOf: (connectionId: string) => ScanStore;
  /** What others changed, by the id of the connection. */
  outsideChangesOf: (connectionId: string) => OutsideChanges;
  /** Where schedules of scans are kept, by the id of the connection. */
  scheduleStoreOf: (connectionId: string) => ScheduleStore;
  /** Told when what is known of links could not be kept for the next start. */
  onNotKept: (error: unknown) => void;
  /** Told when what a scan found could not be told to other consoles. */
  onNotShared: (error: unknown) => void;
  /** Told when the numbers of a day could not be kept: they are drawn, never decided upon. */
  onStatsLost: (error: unknown) => void;
  /** Most keys one scan of a bucket holds. */
  maxIndexedKeys?: number | undefined;
  /** How long a scan tries a page again that cannot be read, in milliseconds. */
  scanPatienceMs?: number | undefined;
}

export function addIndexes(
  connection: Connection,
  {
    now,
    changeLog,
    dailyStatsOf,
    sharedCoverages,
    indexStoreOf,
    scanStoreOf,
    outsideChangesOf,
    scheduleStoreOf,
    onStatsLost,
    onNotShared,
    onNotKept,
    maxIndexedKeys = maxKeys,
    scanPatienceMs,
  }: IndexOptions,
): IndexedConnection {
  const dailyStats = dailyStatsOf(connection.config.id);
  const sharedCoverage = sharedCoverages.of(connection.config.id);
  let telling: Promise<void> = Promise.resolve();
  const indexes: LinkIndexes = createLinkIndexes({
    client: connection.background,
    targets: connection.targets,
    readsArchiveDirectly: (bucket) => connection.facts.readsArchiveDirectly(bucket),
    lifecycle: (bucket) =>
      readLifecycle({ facts: connection.facts, client: connection.background }, bucket, lifecycleWaitMs),
    now,
    ownKeys: (bucket, since) => readOwnKeys(changeLog, { connection: connection.config.id, bucket }, since),
    store: indexStoreOf(connection.config.id),
    scans: scanStoreOf(connection.config.id),
    onNotKept,
    maxKeys: maxIndexedKeys,
    patienceMs: scanPatienceMs,
    onCoverage(coverage) {
      // One after another: how a scan ended must not be overtaken by its progress.
      telling = telling.then(() => sharedCoverage.publish(coverage)).catch(onNotShared);
    },
    onRead() {
      // A day's numbers are those of all buckets: while one is still being scanned, they would be too small.
      if (indexes.buckets().some((bucket) => indexes.coverage(bucket).state === 'scanning')) return;
      const day = new Date(now()).toISOString().slice(0, 10);
      dailyStats.record(sumUp(indexes, day)).catch(onStatsLost);
    },
  });
  const close = async (): Promise<void> => {
    await indexes.close();
    // The database is closed next.
    await telling;
  };
  const outsideChanges = outsideChangesOf(connection.config.id);
  const schedules = scheduleStoreOf(connection.config.id);
  return {
    ...connection,
    indexes: { ...indexes, close },
    dailyStats,
    outsideChanges,
    schedules,
    sharedCoverage,
    maxIndexedKeys,
    now,
  };
}
