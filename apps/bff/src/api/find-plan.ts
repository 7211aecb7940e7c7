import type { Right } from '@signpost/api-contract';
import { ProblemError } from '../problems/problem-error.ts';
import type { StoredPlan } from '../plans/plan-store.ts';
import type { OperationContext } from './operation.ts';

/** The plan that a request names, for somebody who may do this with plans of its bucket. @throws ProblemError `plan-missing` */
export async function findPlan(
  { services, permit }: OperationContext,
  { connection, plan: id }: { connection: string; plan: string },
  right: Right,
): Promise<StoredPlan> {
  const { config } = services.connections.get(connection);
  const plan = await services.planStore.get(config.id, id);
  // A plan of a bucket that the actor may not see answers like one that does not exist.
  const mayRead = (bucket: string): boolean => permit.may('plan.read', { connection, bucket });
  if (plan === undefined || !mayRead(plan.bucket)) throw new ProblemError('plan-missing');
  permit.demand(right, { connection, bucket: plan.bucket });
  return plan;
}

/** The plan after something was done with it. */
export async function readAgain(
  { services }: OperationContext,
  { connection, id }: StoredPlan,
): Promise<StoredPlan> {
  const plan = await services.planStore.get(connection, id);
  if (plan === undefined) throw new ProblemError('plan-missing');
  return plan;
}

/** Throws unless the plan could be changed. */
export function checkEdited(
  result: 'done' | 'changed' | 'not-open' | 'missing',
  state: StoredPlan['state'],
): void {
  switch (result) {
    case 'done':
      return;
    case 'changed':
      throw new ProblemError('plan-changed');
    case 'not-open':
      throw new ProblemError('plan-not-open', { params: { state } });
    case 'missing':
      throw new ProblemError('plan-missing');
  }
}
