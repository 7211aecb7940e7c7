import type { PlanState } from '@signpost/api-contract';
import { and, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { createPostgresAuditLog } from './postgres-audit-log.ts';
import { isExpiredKey } from './postgres-idempotency.ts';
import { changes, dailyStats, idempotencyKeys, outsideChanges, plans } from './schema/tables.ts';

/** How many days each table keeps; a table that is not named keeps everything. */
export interface Retention {
  changes?: number | undefined;
  dailyStats: number;
  outsideChanges: number;
  auditEvents?: number | undefined;
}

const endedStates: PlanState[] = ['done', 'stopped', 'discarded'];

/** Rows of one DELETE: nobody waits long for a lock, and a cancelled job loses little. */
const batchSize = 5000;

/**
 * Removes what is older than its table keeps. A change whose outcome is open stays, whatever its age. Plans that have
 * ended are kept as long as changes: without those they cannot be taken back.
 */
export async function applyRetention(
  db: NodePgDatabase,
  keep: Retention,
  signal: AbortSignal,
): Promise<{ changes: number; dailyStats: number; plans: number }> {
  const gone = await db
    .delete(dailyStats)
    .where(lt(dailyStats.day, sql`current_date - ${keep.dailyStats}::int`));
  await db.delete(idempotencyKeys).where(isExpiredKey);
  const oldOutside = db
    .select({ seq: outsideChanges.seq })
    .from(outsideChanges)
    .where(lt(outsideChanges.seenAt, sql`now() - ${`${keep.outsideChanges} days`}::interval`))
    .limit(batchSize);
  for (let count = batchSize; count === batchSize && !signal.aborted;)
    count = (await db.delete(outsideChanges).where(inArray(outsideChanges.seq, oldOutside))).rowCount ?? 0;
  let removed = 0;
  let ended = 0;
  if (keep.changes !== undefined) {
    const old = db
      .select({ seq: changes.seq })
      .from(changes)
      .where(
        and(
          lt(changes.at, sql`now() - ${`${keep.changes} days`}::interval`),
          ne(changes.outcome, 'pending'),
          or(ne(changes.outcome, 'unknown'), isNull(changes.mayArriveUntil)),
        ),
      )
      .limit(batchSize);
    for (let count = batchSize; count === batchSize && !signal.aborted; removed += count)
      count = (await db.delete(changes).where(inArray(changes.seq, old))).rowCount ?? 0;
    const oldPlans = lt(plans.endedAt, sql`now() - ${`${keep.changes} days`}::interval`);
    ended = (await db.delete(plans).where(and(oldPlans, inArray(plans.state, endedStates)))).rowCount ?? 0;
  }
  if (keep.auditEvents !== undefined) await trimAudit(db, keep.auditEvents, signal);
  return { changes: removed, dailyStats: gone.rowCount ?? 0, plans: ended };
}

/** By the clock of this console, like the times of the events. */
async function trimAudit(db: NodePgDatabase, days: number, signal: AbortSignal): Promise<void> {
  const log = createPostgresAuditLog(db);
  const now = Date.now();
  const request = {
    before: new Date(now - days * 86_400_000).toISOString(),
    limit: batchSize,
    at: new Date(now).toISOString(),
  };
  for (let count = batchSize; count === batchSize && !signal.aborted;) count = await log.trim(request);
}
