import type { Right } from '@signpost/api-contract';
import type { Permit } from '../auth/permit.ts';
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
  // A plan that the actor may not see answers like one that does not exist.
  if (plan === undefined || !mayWithPlan(permit, 'plan.read', { connection, plan }))
    throw new ProblemError('plan-missing');
  if (!mayWithPlan(permit, right, { connection, plan }))
    permit.demand(right, { connection, bucket: plan.bucket });
  return plan;
}

/**
 * Plans tell of any key of their bucket, so they are for those who may do this in all of it. The author of a plan drafted
 * it with his own rights, and each of its rows is asked for again when it is applied: a part of the bucket is enough.
 */
export function mayWithPlan(
  permit: Permit,
  right: Right,
  { connection, plan: { bucket, actor } }: { connection: string; plan: Pick<StoredPlan, 'bucket' | 'actor'> },
): boolean {
  const isAuthor = actor.kind === permit.actor.kind && actor.id === permit.actor.id;
  return isAuthor ? permit.maySome(right, { connection, bucket }) : permit.may(right, { connection, bucket });
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
