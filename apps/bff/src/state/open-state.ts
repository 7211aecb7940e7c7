import { and, isNotNull, isNull, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { AuditLog } from '../audit/audit-log.ts';
import type { ChangeLog } from '../changes/change-log.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import type { DailyStatsStore } from '../link-index/daily-stats.ts';
import type { IndexStore } from '../link-index/index-store.ts';
import type { OutsideChanges } from '../link-index/outside-changes.ts';
import type { ScheduleStore } from '../link-index/schedule-store.ts';
import type { ScanStore } from '../link-index/scan-store.ts';
import type { SharedCoverages } from '../link-index/shared-coverage.ts';
import type { PlanStore } from '../plans/plan-store.ts';
import type { KeyLease } from '../writes/key-lease.ts';
import { findConnectionId, type ConnectionAddress } from './find-connection-id.ts';
import { guardPort } from './guard-port.ts';
import { createPostgresAuditLog } from './postgres-audit-log.ts';
import { createPostgresChangeLog } from './postgres-change-log.ts';
import { createPostgresDailyStats } from './postgres-daily-stats.ts';
import { createPostgresIndexStore } from './postgres-index-store.ts';
import { createPostgresIdempotency } from './postgres-idempotency.ts';
import { createPostgresKeyLease } from './postgres-key-lease.ts';
import { createPostgresOutsideChanges } from './postgres-outside-changes.ts';
import { createPostgresPlanStore } from './postgres-plan-store.ts';
import { createPostgresScanStore } from './postgres-scan-store.ts';
import { createPostgresScheduleStore } from './postgres-schedule-store.ts';
import { createPostgresSharedCoverages } from './postgres-shared-coverage.ts';
import {
  changes,
  idempotencyKeys,
  keyLeases,
  planRows,
  plans,
  scanCoverage,
  scans,
} from './schema/tables.ts';

/** Every port that is kept in the database. */
export interface State {
  changeLog: ChangeLog;
  audit: AuditLog;
  keyLease: KeyLease;
  dailyStatsOf: (connectionId: string) => DailyStatsStore;
  sharedCoverages: SharedCoverages;
  indexStoreOf: (connectionId: string) => IndexStore;
  scanStoreOf: (connectionId: string) => ScanStore;
  outsideChangesOf: (connectionId: string) => OutsideChanges;
  scheduleStoreOf: (connectionId: string) => ScheduleStore;
  planStore: PlanStore;
  idempotency: IdempotencyStore;
  /** The id of a connection, made at its first use. */
  connectionId: (address: ConnectionAddress) => Promise<string>;
}

export interface StateOptions {
  db: NodePgDatabase;
  newId: () => string;
  /** How long a new change is left to the replica that made it, in milliseconds. */
  ownedMs?: number;
}

/** Longer than a write may take from its intent to its outcome. */
const defaultOwnedMs = 180_000;

/** The ports on an open database, as one replica. */
export function createState({ db, newId, ownedMs = defaultOwnedMs }: StateOptions): State {
  const replica = newId();
  return {
    changeLog: guardPort(createPostgresChangeLog({ db, replica, ownedMs })),
    audit: guardPort(createPostgresAuditLog(db)),
    keyLease: createPostgresKeyLease({ db, newId }),
    dailyStatsOf: (connectionId) => guardPort(createPostgresDailyStats(db, connectionId)),
    sharedCoverages: createPostgresSharedCoverages({ db, holder: replica }),
    indexStoreOf: (connectionId) => guardPort(createPostgresIndexStore(db, connectionId)),
    scanStoreOf: (connectionId) =>
      guardPort(createPostgresScanStore({ db, connectionId, holder: replica, newId })),
    outsideChangesOf: (connectionId) => guardPort(createPostgresOutsideChanges(db, connectionId)),
    scheduleStoreOf: (connectionId) => guardPort(createPostgresScheduleStore(db, connectionId)),
    planStore: guardPort(createPostgresPlanStore({ db, replica, newId })),
    idempotency: guardPort(createPostgresIdempotency(db, newId)),
    connectionId: (address) => findConnectionId(db, address, newId),
  };
}

/** Frees what an earlier process held. Only for a database that no other replica can use: the embedded one. */
export async function releaseEarlierProcess(db: NodePgDatabase): Promise<void> {
  await db.delete(keyLeases);
  await db.delete(scanCoverage);
  await db.update(scans).set({ holder: null, heldUntil: null }).where(isNotNull(scans.holder));
  await db
    .update(idempotencyKeys)
    .set({ ownedUntil: sql`now()` })
    .where(and(isNull(idempotencyKeys.status), isNotNull(idempotencyKeys.ownedUntil)));
  for (const table of [changes, plans, planRows])
    await db.update(table).set({ owner: null, ownedUntil: null }).where(isNotNull(table.ownedUntil));
}
