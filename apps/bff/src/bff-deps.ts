import type { OssClientOptions } from '@signpost/oss-client';
import type { Accounts } from './auth/accounts.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { ChangeLog } from './changes/change-log.ts';
import type { ConnectionStore } from './connections/connection-store.ts';
import type { KeyServices } from './connections/keys/open-keys.ts';
import type { Decider } from './auth/permit.ts';
import type { PermitSource } from './auth/permit-source.ts';
import type { SharedCoverages } from './link-index/shared-coverage.ts';
import type { PlanStore } from './plans/plan-store.ts';
import type { IndexStore } from './link-index/index-store.ts';
import type { OutsideChanges } from './link-index/outside-changes.ts';
import type { ScheduleStore } from './link-index/schedule-store.ts';
import type { ScanStore } from './link-index/scan-store.ts';
import type { IdempotencyStore } from './idempotency/idempotency-store.ts';
import type { LogSink } from './logging/create-log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { CallBudget } from './oss/call-budget.ts';
import type { DailyStatsStore } from './link-index/daily-stats.ts';
import type { KeyLease } from './writes/key-lease.ts';

/** What the BFF takes from outside besides its configuration. */
export interface BffDeps {
  audit: AuditLog;
  changeLog: ChangeLog;
  keyLease: KeyLease;
  planStore: PlanStore;
  idempotency: IdempotencyStore;
  /** Numbers of past days, by the id of a connection. */
  dailyStatsOf: (connectionId: string) => DailyStatsStore;
  sharedCoverages: SharedCoverages;
  /** Where link indexes are kept, by the id of a connection. */
  indexStoreOf: (connectionId: string) => IndexStore;
  /** Where scans of buckets are kept, by the id of a connection. */
  scanStoreOf: (connectionId: string) => ScanStore;
  /** What others changed, by the id of a connection. */
  outsideChangesOf: (connectionId: string) => OutsideChanges;
  /** When buckets are scanned again, by the id of a connection. */
  scheduleStoreOf: (connectionId: string) => ScheduleStore;
  /** Rate of OSS calls, shared by replicas; lifted when absent. */
  budget?: CallBudget;
  /** What is measured at the database, by name. */
  gauges?: readonly Parameters<Metrics['watch']>[0][];
  logSink: LogSink;
  logLevel?: string;
  now?: () => Date;
  newId?: () => string;
  /** Decides for the person at this machine, where the console has no accounts. */
  decide?: Decider;
  /** Who asks and what he may do; found by the accounts, or the person at this machine, when absent. */
  permits?: PermitSource;
  /** People and what they may do; absent on a console without accounts. */
  accounts?: Accounts;
  /** Give an empty change log of a demo connection the changes its links tell of. */
  demoHistory?: boolean;
  /** Read the buckets of demo connections into the link index at start. */
  readDemoAtStart?: boolean;
  /** Most keys one reading of a bucket holds. */
  maxIndexedKeys?: number;
  /** How long a scan tries a page again that cannot be read, in milliseconds. */
  scanPatienceMs?: number;
  /** Time-outs and retries of the OSS client. */
  clientOptions?: Partial<Pick<OssClientOptions, 'timeouts' | 'retry' | 'random' | 'sleep' | 'concurrency'>>;
  /** Connections that were made in the console; none are where absent. */
  connectionStore?: ConnectionStore;
  /** Networks that such connections may use besides the public internet. */
  allowedAddresses?: readonly string[];
  /** Where temporary keys are asked for, when not at Alibaba Cloud. */
  keyServices?: KeyServices;
  /** Milliseconds between two looks for connections that other consoles changed. */
  refreshConnectionsMs?: number;
  /** Most callers that follow plans and scans at once. */
  maxWatchers?: number;
  /** Milliseconds between two signs of life of a stream of events. */
  heartbeatMs?: number;
  /** Milliseconds without a byte after which an upload is given up. */
  uploadIdleMs?: number;
  /** Pause before an unknown outcome is looked at again; doubles up to an hour. */
  resolveAfterMs?: number;
}
