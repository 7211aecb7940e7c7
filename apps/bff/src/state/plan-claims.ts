import { and, asc, eq, gt, inArray, isNull, lt, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PlanRowOutcome, PlanState } from '@signpost/api-contract';
import type { ClaimedRow, RowOutcome, RowsLeft, StoredPlan, StoredRow } from '../plans/plan-store.ts';
import { fromPlanColumns, fromRowColumns } from './plan-row.ts';
import { planRows, plans } from './schema/tables.ts';
import { isUuid } from './storable.ts';
import { withoutFlush } from './without-flush.ts';

/** Until when a claim of `ms` from now holds. The database tells the time: clocks of replicas differ. */
export function claimEnd(ms: number): SQL {
  return sql`now() + ${`${ms} milliseconds`}::interval`;
}

function isFree({ ownedUntil }: Pick<typeof plans | typeof planRows, 'ownedUntil'>): SQL | undefined {
  return or(isNull(ownedUntil), lt(ownedUntil, sql`now()`));
}

interface PlanClaim {
  replica: string;
  states: readonly PlanState[];
  connections: readonly string[];
  forMs: number;
}

/** Takes plans that nobody holds, oldest first. */
export async function claimPlans(db: NodePgDatabase, claim: PlanClaim): Promise<StoredPlan[]> {
  const free = db
    .select({ seq: plans.seq })
    .from(plans)
    .where(
      and(
        inArray(plans.state, [...claim.states]),
        or(notInArray(plans.state, ['paused', 'stopped']), hasOpenRows()),
        inArray(plans.connectionId, [...claim.connections]),
        isFree(plans),
      ),
    )
    .for('update', { skipLocked: true });
  const taken = await db
    .update(plans)
    .set({ owner: claim.replica, ownedUntil: claimEnd(claim.forMs) })
    .where(inArray(plans.seq, free))
    .returning();
  return taken.toSorted((a, b) => a.seq - b.seq).map(fromPlanColumns);
}

/** An outcome that is unknown for longer is given up. */
const followedFor = sql`interval '5 minutes'`;

/** Whether somebody has to find out how rows of a plan at rest ended. */
function hasOpenRows(): SQL {
  const has = (
    outcome: 'running' | 'unknown',
    condition: SQL | undefined,
  ): SQL => sql`EXISTS (SELECT FROM ${planRows}
    WHERE ${planRows.planId} = ${plans.id} AND ${planRows.outcome} = ${outcome} AND ${condition})`;
  return sql`(${has('running', isFree(planRows))}
    OR ${has('unknown', sql`${plans.endedAt} > now() - ${followedFor}`)})`;
}

interface RowClaim {
  id: string;
  replica: string;
  newId: () => string;
  limit: number;
  forMs: number;
}

/** Takes rows of the lowest phase that is not settled yet; two replicas never get the same one. */
export async function claimRows(db: NodePgDatabase, claim: RowClaim): Promise<ClaimedRow[]> {
  const { id, replica, newId, limit, forMs } = claim;
  if (!isUuid(id)) return [];
  return db.transaction(async (tx) => {
    // The lock orders this claim and a pause or stop: one of them sees the other.
    const [plan] = await tx
      .select({ id: plans.id })
      .from(plans)
      .where(and(eq(plans.id, id), eq(plans.state, 'applying')))
      .for('share');
    if (plan === undefined) return [];
    const lowest = await tx.execute<{ phase: number | null }>(sql`
      SELECT least((SELECT min(phase) FROM ${planRows} WHERE plan_id = ${id} AND outcome = 'running'),
        (SELECT min(phase) FROM ${planRows} WHERE plan_id = ${id} AND outcome = 'waiting')) AS phase`);
    const phase = lowest.rows[0]?.phase ?? undefined;
    if (phase === undefined) return [];
    // Two queries, so that each is in the order of the index.
    const pick = async (condition: SQL | undefined, most: number): Promise<number[]> => {
      const picked = await tx
        .select({ row: planRows.row })
        .from(planRows)
        .where(and(eq(planRows.planId, id), eq(planRows.phase, phase), condition))
        .orderBy(asc(planRows.row))
        .limit(most)
        .for('update', { skipLocked: true });
      return picked.map(({ row }) => row);
    };
    const expired = await pick(and(eq(planRows.outcome, 'running'), isFree(planRows)), limit);
    const waiting = await pick(
      and(eq(planRows.outcome, 'waiting'), hasNoOpenNeeds(id)),
      limit - expired.length,
    );
    const rows = [...expired, ...waiting];
    if (rows.length === 0) return [];
    const made = rows.map(() => newId());
    const ids = sql`${sql.param(made)}::uuid[]`;
    const place = sql`array_position(${sql.param(rows)}::int[], ${planRows.row})`;
    const taken = await tx
      .update(planRows)
      .set({
        outcome: 'running',
        owner: replica,
        ownedUntil: claimEnd(forMs),
        changeId: sql`coalesce(${planRows.changeId}, (${ids})[${place}])`,
      })
      .where(and(eq(planRows.planId, id), inArray(planRows.row, rows)))
      .returning();
    return taken.toSorted((a, b) => a.row - b.row).map((columns) => toClaimed(fromRowColumns(columns), made));
  });
}

/**
 * Rows that need others wait while the outcome of any row is unknown and followed: it may be one of those, and they would
 * fail without it.
 */
function hasNoOpenNeeds(id: string): SQL {
  return sql`(${planRows.needs} IS NULL OR ${planRows.needs} = '[]' OR NOT EXISTS (SELECT FROM ${planRows} AS other
    WHERE other.plan_id = ${id} AND other.outcome = 'unknown' AND other.settled_at > now() - ${followedFor}))`;
}

function toClaimed(row: StoredRow, madeIds: readonly string[]): ClaimedRow {
  const { change } = row;
  if (change === undefined) throw new Error('A claimed row has no change id');
  return { ...row, change, mayBeBegun: !madeIds.includes(change) };
}

interface Settlement extends RowOutcome {
  id: string;
  row: number;
  replica: string;
}

/** Ends a claim, or settles a row whose outcome was unknown. */
export async function settleRow(db: NodePgDatabase, settlement: Settlement): Promise<void> {
  const { id, outcome } = settlement;
  if (!isUuid(id)) return;
  if (outcome !== 'waiting') return updateRow(db, settlement);
  await db.transaction(async (tx) => {
    // The lock orders this and a stop, which leaves out the rows that wait: none may begin to wait after it.
    const [plan] = await tx.select({ state: plans.state }).from(plans).where(eq(plans.id, id)).for('share');
    await updateRow(tx, { ...settlement, outcome: plan?.state === 'stopped' ? 'left-out' : 'waiting' });
  });
}

async function updateRow(db: Pick<NodePgDatabase, 'update'>, settlement: Settlement): Promise<void> {
  const { id, row, replica, outcome, problem, keepChange } = settlement;
  // Lost in a crash, the row is under way still, and the change log tells how it ended.
  const keeps = keepChange === true || outcome === 'applied' || outcome === 'unknown';
  await db
    .update(planRows)
    .set({
      outcome,
      problem: problem === undefined ? null : JSON.stringify(problem),
      settledAt: outcome === 'waiting' ? null : sql`now()`,
      owner: null,
      ownedUntil: null,
      ...(keeps ? {} : { changeId: null }),
    })
    .where(
      and(
        eq(planRows.planId, id),
        eq(planRows.row, row),
        or(
          eq(planRows.outcome, 'unknown'),
          and(eq(planRows.outcome, 'running'), or(eq(planRows.owner, replica), isFree(planRows))),
        ),
        withoutFlush(),
      ),
    );
}

/** Rows that somebody has to look for in the change log. */
export async function readUnknownRows(db: NodePgDatabase, id: string, limit: number): Promise<StoredRow[]> {
  if (!isUuid(id)) return [];
  const isAtRest = sql`EXISTS (SELECT FROM ${plans} WHERE ${plans.id} = ${id} AND ${plans.state} <> 'applying')`;
  const found = await db
    .select()
    .from(planRows)
    .where(
      and(
        eq(planRows.planId, id),
        or(eq(planRows.outcome, 'unknown'), and(eq(planRows.outcome, 'running'), isFree(planRows), isAtRest)),
      ),
    )
    .orderBy(asc(planRows.row))
    .limit(limit);
  return found.map(fromRowColumns);
}

/** What is left of a plan that is applied. */
export async function readLeft(db: NodePgDatabase, id: string): Promise<RowsLeft> {
  const left = { waiting: 0, running: 0, unknown: 0, failed: 0, drifted: 0 };
  if (!isUuid(id)) return left;
  const counts = await db
    .select({
      outcome: planRows.outcome,
      rows: sql<number>`count(*)::int`,
      phase: sql<number>`min(${planRows.phase})`,
    })
    .from(planRows)
    .where(and(eq(planRows.planId, id), inArray(planRows.outcome, Object.keys(left))))
    .groupBy(planRows.outcome);
  const underWay = counts.filter(({ outcome }) => outcome === 'waiting' || outcome === 'running');
  return {
    ...left,
    ...Object.fromEntries(counts.map(({ outcome, rows }) => [outcome, rows])),
    ...(underWay.length === 0 ? {} : { phase: Math.min(...underWay.map(({ phase }) => phase)) }),
  };
}

/** Rows of an outcome, in order. */
export async function readRowsOf(
  db: NodePgDatabase,
  { id, outcome }: { id: string; outcome: PlanRowOutcome },
  { after, limit }: { after: number; limit: number },
): Promise<StoredRow[]> {
  if (!isUuid(id)) return [];
  const found = await db
    .select()
    .from(planRows)
    .where(and(eq(planRows.planId, id), gt(planRows.row, after), eq(planRows.outcome, outcome)))
    .orderBy(asc(planRows.row))
    .limit(limit);
  return found.map(fromRowColumns);
}

/** Rows that others may rely on. */
export async function readAppliedOf(
  db: NodePgDatabase,
  id: string,
  keys: readonly string[],
): Promise<Set<string>> {
  if (!isUuid(id) || keys.length === 0) return new Set();
  const found = await db
    .select({ key: planRows.key })
    .from(planRows)
    .where(
      and(
        eq(planRows.planId, id),
        sql`${planRows.key} = ANY(${sql.param([...keys])}::text[])`,
        or(eq(planRows.outcome, 'applied'), eq(planRows.kind, 'unchanged')),
      ),
    );
  return new Set(found.map(({ key }) => key));
}
