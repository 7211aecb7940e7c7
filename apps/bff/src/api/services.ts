import type { AuditLog } from '../audit/audit-log.ts';
import type { ConnectionAdmin } from '../connections/connection-admin.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { RecentViews } from '../writes/recent-views.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import type { ChangeWatch } from '../watching/change-watch.ts';
import type { PlanServices } from '../plans/plan-services.ts';

/** What operations work with. */
export interface Services extends PlanServices {
  /** Who did what. Writes get there along with the outcome of their change. */
  audit: AuditLog;
  /** Absent on a console without accounts. */
  accounts: Accounts | undefined;
  /** Connections themselves; absent where none can be made in the console. */
  connectionAdmin: ConnectionAdmin | undefined;
  idempotency: IdempotencyStore;
  changeWatch: ChangeWatch;
  /** Milliseconds between two signs of life of a stream of events. */
  heartbeatMs: number;
  /** What pre-flights read in the last seconds. */
  recentViews: RecentViews;
  /** Address of the console, without its last slash, to print in examples. */
  origin: () => string;
  /** Has plans that wait for work looked for at once. */
  kickPlans: () => void;
  /** Whether every write that an earlier process left open has been looked at. */
  areOpenWritesChecked: () => boolean;
}
