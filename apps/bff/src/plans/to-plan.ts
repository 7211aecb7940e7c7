import type { Plan, PlanRow, PlanSummary } from '@signpost/api-contract';
import type { ListedPlan, PlanStore, PlanSums, StoredPlan, StoredRow } from './plan-store.ts';

/** Of so many links of a folder at most a third may change without the number being typed. */
const smallFolder = 10;
const shareWithoutConfirming = 1 / 3;

/** A plan as answers tell it. */
export async function toPlan(planStore: PlanStore, plan: StoredPlan, connection: string): Promise<Plan> {
  const [sums, groups, overlaps, rolledBackBy, holder] = await Promise.all([
    planStore.sums(plan.id),
    plan.state === 'applying' ? [] : planStore.groups(plan.id),
    plan.state === 'open' || plan.state === 'applying' || plan.state === 'paused'
      ? planStore.overlaps(plan.id)
      : [],
    planStore.rollBackOf(plan.id),
    plan.state === 'open' ? findHolder(planStore, plan) : undefined,
  ]);
  const writes = toWrites(sums);
  const share =
    plan.share === undefined
      ? undefined
      : {
          ...plan.share,
          changed: Math.min(plan.share.links, writes.repoint + writes.delete + writes.restore),
        };
  return {
    ...toShared(plan),
    connection,
    revision: plan.revision,
    ...(plan.appliedAt === undefined ? {} : { appliedAt: plan.appliedAt }),
    ...(plan.endedAt === undefined ? {} : { endedAt: plan.endedAt }),
    ...(plan.problem === undefined ? {} : { problem: plan.problem }),
    rows: sums.rows,
    writes,
    kinds: sums.kinds,
    outcomes: plan.appliedAt === undefined ? {} : sums.outcomes,
    findings: sums.findings
      .filter(({ written }) => written > 0)
      .map(({ name, level, written, first }) => ({ name, level, rows: written, first })),
    groups,
    needs: toNeeds(plan, sums),
    ...(share === undefined ? {} : { share }),
    ...toTimeLeft(plan, sums),
    overlaps,
    ...(plan.heldPrefix === undefined ? {} : { holds: { prefix: plan.heldPrefix } }),
    ...(holder === undefined
      ? {}
      : { heldBy: { id: holder.id, number: holder.number, prefix: holder.heldPrefix ?? '' } }),
    ...(rolledBackBy === undefined ? {} : { rolledBackBy }),
  };
}

/** The roll-back that a manifest would undo: it is held up until somebody lets it go on. */
export async function findHolder(planStore: PlanStore, plan: StoredPlan): Promise<StoredPlan | undefined> {
  return plan.origin.kind === 'manifest' ? planStore.heldBy(plan, plan.origin.prefix) : undefined;
}

/** How many writes a plan makes, by what is done to the link. */
export function toWrites({ decisions }: PlanSums): Plan['writes'] {
  const { write = {}, remove = {} } = decisions;
  const removed = Object.values(remove).reduce((sum, count) => sum + count, 0);
  return {
    create: write.create ?? 0,
    repoint: write.repoint ?? 0,
    delete: (write.delete ?? 0) + (write['delete-object'] ?? 0) + removed,
    restore: write.restore ?? 0,
    copy: write.copy ?? 0,
  };
}

export const countWrites = (writes: Plan['writes']): number =>
  Object.values(writes).reduce((sum, count) => sum + count, 0);

/** What has to be said to apply a plan. */
export function toNeeds(plan: StoredPlan, sums: PlanSums): Plan['needs'] {
  const writes = toWrites(sums);
  const accept = sums.findings
    .filter(({ level, written }) => level === 'choose' && written > 0)
    .map(({ name }) => name);
  const because = findReasonToConfirm(plan, writes);
  return {
    accept,
    blocked: sums.blocked,
    ...(because === undefined ? {} : { confirm: countWrites(writes), because }),
  };
}

function findReasonToConfirm(
  { share, source }: StoredPlan,
  writes: Plan['writes'],
): Plan['needs']['because'] {
  // Taking back was agreed to when the plan was applied, and each link is still as the plan left it.
  if (source.kind === 'roll-back') return undefined;
  if (writes.delete > 0) return 'deletes';
  const changed = writes.repoint;
  if (changed === 0) return undefined;
  // Links that are too many to be counted are many.
  if (share === undefined) return changed > smallFolder ? 'share' : undefined;
  return share.links > smallFolder && changed > share.links * shareWithoutConfirming ? 'share' : undefined;
}

function toTimeLeft(
  { state }: StoredPlan,
  { outcomes, settledLastMinute }: PlanSums,
): Pick<Plan, 'secondsLeft'> {
  const left = (outcomes.waiting ?? 0) + (outcomes.running ?? 0);
  if (state !== 'applying' || settledLastMinute === 0) return {};
  return { secondsLeft: Math.ceil((left * 60) / settledLastMinute) };
}

/** A line of the list of plans. */
export function toPlanSummary(plan: ListedPlan): PlanSummary {
  return {
    ...toShared(plan),
    rows: plan.rows,
    written: plan.written,
    outcomes: plan.appliedAt === undefined ? {} : plan.outcomes,
  };
}

type Shared = Omit<PlanSummary, 'rows' | 'written' | 'outcomes'>;

function toShared({ id, number, bucket, origin, state, createdAt, actor, reason }: StoredPlan): Shared {
  return {
    id,
    number,
    bucket,
    origin,
    state,
    createdAt,
    actor: actor.name,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** A row as answers tell it. */
export function toPlanRow(row: StoredRow): PlanRow {
  const { settings, token: _token, undoes: _undoes, phase: _phase, needs: _needs, twin, ...shown } = row;
  return {
    ...shown,
    ...(settings?.headers === undefined ? {} : { headers: settings.headers }),
    ...(twin === undefined ? {} : { twin: { key: twin.key, etag: twin.etag, size: twin.size } }),
  };
}
