import type { PlanState } from '@signpost/api-contract';
import { count, eq } from 'drizzle-orm';
import type { AuditEvent } from '../audit/audit-log.ts';
import { systemActor } from '../audit/chain.ts';
import type { ApplyTerms, MoveOptions, StoredPlan } from '../plans/plan-store.ts';
import { appendAudit } from './append-audit.ts';
import { fromPlanColumns } from './plan-row.ts';
import type { Queries } from './queries.ts';
import { planRows, plans } from './schema/tables.ts';

/** What the audit log calls it that a plan gets into a state. */
const moves: Partial<Record<PlanState, string>> = {
  applying: 'plan.resume',
  paused: 'plan.pause',
  stopped: 'plan.stop',
  done: 'plan.finish',
  discarded: 'plan.discard',
};

/** Adds the event of a plan that is applied, in the transaction that starts it. */
export async function auditApply(tx: Queries, id: string, terms: ApplyTerms): Promise<void> {
  const plan = await readPlan(tx, id);
  if (plan === undefined) return;
  const { actor, appliedAt: at, request } = terms;
  const rows = await countRows(tx, id);
  const event = { ...toPlanEvent(plan, rows), at, actor, ...request };
  await appendAudit(tx, [{ ...event, action: 'plan.apply', outcome: 'started' }]);
}

/** Adds the event of a plan that somebody has moved, or that has ended, in the transaction that moves it. */
export async function auditMove(
  tx: Queries,
  id: string,
  { to, rows, by, endedAt, problem }: { to: PlanState } & MoveOptions,
): Promise<void> {
  const isEnd = to === 'done' || to === 'stopped';
  const action = rows === 'failed-again' ? 'plan.retry' : moves[to];
  const at = by?.at ?? endedAt;
  if ((by === undefined && !isEnd) || action === undefined || at === undefined) return;
  const plan = await readPlan(tx, id);
  if (plan === undefined) return;
  const { details, ...event } = toPlanEvent(plan, isEnd ? await countRows(tx, id) : {});
  const code = problem?.code;
  await appendAudit(tx, [
    {
      ...event,
      at,
      actor: by?.actor ?? plan.appliedBy ?? systemActor,
      action,
      outcome: code === undefined ? 'done' : 'failed',
      ...by?.request,
      details: { ...details, ...(code === undefined ? {} : { problem: code }) },
    },
  ]);
}

function toPlanEvent(
  { id, number, connection, bucket, reason, source }: StoredPlan,
  rows: Record<string, number>,
): Pick<AuditEvent, 'connection' | 'bucket' | 'change' | 'reason' | 'details'> {
  const rollsBack = source.kind === 'roll-back' ? { rollsBack: source.plan } : {};
  return { connection, bucket, change: id, reason, details: { plan: number, ...rows, ...rollsBack } };
}

async function readPlan(tx: Queries, id: string): Promise<StoredPlan | undefined> {
  const [plan] = await tx.select().from(plans).where(eq(plans.id, id));
  return plan === undefined ? undefined : fromPlanColumns(plan);
}

/** Rows of each outcome. */
async function countRows(tx: Queries, id: string): Promise<Record<string, number>> {
  const found = await tx
    .select({ outcome: planRows.outcome, rows: count() })
    .from(planRows)
    .where(eq(planRows.planId, id))
    .groupBy(planRows.outcome);
  return Object.fromEntries(found.map(({ outcome, rows }) => [outcome, rows]));
}
