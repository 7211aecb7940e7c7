import type { Change, PlanSummary } from '@signpost/api-contract';
import type { ChangeFilter, Page, PageRequest } from '../changes/change-log.ts';
import { toChange } from '../changes/to-change.ts';
import type { ListedPlan } from '../plans/plan-store.ts';
import { toPlanSummary } from '../plans/to-plan.ts';
import { mayWithPlan } from './find-plan.ts';
import type { OperationContext } from './operation.ts';
import { readVisible } from './read-visible.ts';

/** Changes as lists tell them, and the plans that made them, as far as the actor may read those. */
type ChangePage = Page<Change> & { plans: PlanSummary[] };

/**
 * A page of the changes that the actor may read, newest first. It is shorter than asked, though more may follow, where
 * very many are hidden from the actor.
 * @param name of the connection
 */
export async function readChanges(
  { services, permit }: OperationContext,
  { name, filter, page }: { name: string; filter: ChangeFilter; page: PageRequest },
): Promise<ChangePage> {
  const { items: seen, nextCursor } = await readVisible(
    page,
    (next) => services.changeLog.page(filter, next),
    (found) =>
      found.filter(({ intent: { bucket, key } }) =>
        permit.may('change.read', { connection: name, bucket, key }),
      ),
  );
  // A change made alone is its own group: only the others can be of a plan.
  const groups = new Set(
    seen.filter(({ intent }) => intent.group !== intent.id).map(({ intent }) => intent.group),
  );
  const made = await findPlans(services, filter.connection, [...groups]);
  const items = seen.map((recorded) => {
    const change = toChange({ connection: name, now: services.now }, recorded);
    const plan = made.find(({ id }) => id === change.group);
    return plan === undefined ? change : { ...change, plan: { id: plan.id, number: plan.number } };
  });
  const plans = made
    .filter((plan) => mayWithPlan(permit, 'plan.read', { connection: name, plan }))
    .map(toPlanSummary);
  return nextCursor === undefined ? { items, plans } : { items, plans, nextCursor };
}

async function findPlans(
  { planStore }: OperationContext['services'],
  connection: string,
  ids: readonly string[],
): Promise<ListedPlan[]> {
  if (ids.length === 0) return [];
  return (await planStore.list({ connection, ids }, { limit: ids.length })).items;
}
