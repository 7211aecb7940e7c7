import { createHash } from 'node:crypto';
import { count, eq, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { planRows, plans } from './schema/tables.ts';
import { isUuid } from './storable.ts';

/** A short text that changes with the state, the content and the outcomes of a plan; undefined where there is none. */
export async function readPlanStamp(db: NodePgDatabase, id: string): Promise<string | undefined> {
  if (!isUuid(id)) return undefined;
  const [plan] = await db
    .select({
      state: plans.state,
      revision: plans.revision,
      problem: plans.problem,
      appliedAt: plans.appliedAt,
      endedAt: plans.endedAt,
      // Its own hold, and those that may concern it: few, and lifted by hand.
      holds: sql<
        string | null
      >`(SELECT string_agg(held.number || ' ' || held.held_prefix, ' ' ORDER BY held.number)
        FROM ${plans} AS held WHERE held.connection_id = ${plans}.connection_id
        AND held.bucket = ${plans}.bucket AND held.held_prefix IS NOT NULL)`,
    })
    .from(plans)
    .where(eq(plans.id, id));
  if (plan === undefined) return undefined;
  // Before it is applied every row waits.
  const outcomes =
    plan.appliedAt === null
      ? []
      : await db
          .select({ outcome: planRows.outcome, rows: count() })
          .from(planRows)
          .where(eq(planRows.planId, id))
          .groupBy(planRows.outcome)
          .orderBy(planRows.outcome);
  return createHash('sha256')
    .update(JSON.stringify([plan, outcomes]))
    .digest('base64url')
    .slice(0, 16);
}
