import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { BudgetStore } from '../oss/sliced-call-budget.ts';
import { callBudgets } from './schema/tables.ts';

/**
 * The rate as one row an account: when its next call is free. A clock that was put back leaves that moment in the
 * future; one further than a minute, which no booking reaches, is taken for now.
 */
export function createPostgresBudgetStore(db: NodePgDatabase): BudgetStore {
  return {
    async book(account, { calls, perSecond, mostMs }) {
      const length = sql`make_interval(secs => ${calls / perSecond})`;
      const start = sql`CASE WHEN ${callBudgets.freeAt} > clock_timestamp() + interval '1 minute' THEN clock_timestamp()
        ELSE greatest(${callBudgets.freeAt}, clock_timestamp()) END`;
      const [booked] = await db
        .insert(callBudgets)
        .values({ account, freeAt: sql`clock_timestamp() + ${length}` })
        .onConflictDoUpdate({
          target: callBudgets.account,
          set: { freeAt: sql`${start} + ${length}` },
          setWhere: sql`${start} <= clock_timestamp() + make_interval(secs => ${mostMs / 1000})`,
        })
        .returning({
          waitMs: sql<number>`greatest(0, extract(epoch FROM ${callBudgets.freeAt} - ${length} - clock_timestamp()) * 1000)::float8`,
        });
      return booked?.waitMs;
    },
  };
}
