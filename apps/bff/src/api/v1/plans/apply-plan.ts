import { assertWritable } from '../../../oss/connections.ts';
import { ProblemError } from '../../../problems/problem-error.ts';
import { countWrites, findHolder, toNeeds, toPlan, toWrites } from '../../../plans/to-plan.ts';
import { checkEdited, findPlan, readAgain } from '../../find-plan.ts';
import type { OperationHandler } from '../../operation.ts';

/** A refused apply changes nothing: the plan can be applied later, as it is. */
export const applyPlan: OperationHandler<'applyPlan'> = async (input, context) => {
  const { services, permit } = context;
  const { planStore } = services;
  const plan = await findPlan(context, input, 'plan.apply');
  const { revision, accept = [], confirm, reason, onDrift = 'skip' } = input;
  // An attempt at this very request was cut off after it had begun the plan.
  if (context.attempt?.isAgain === true && plan.appliedAt !== undefined && plan.revision === revision)
    return toPlan(planStore, plan, input.connection);
  assertWritable(services.connections.get(input.connection));
  if (plan.state !== 'open') throw new ProblemError('plan-not-open', { params: { state: plan.state } });
  if (plan.revision !== revision) throw new ProblemError('plan-changed');
  const holder = await findHolder(planStore, plan);
  if (holder !== undefined)
    throw new ProblemError('plan-held', { params: { plan: holder.number, prefix: holder.heldPrefix ?? '' } });
  const sums = await planStore.sums(plan.id);
  const needs = toNeeds(plan, sums);
  if (countWrites(toWrites(sums)) === 0) throw new ProblemError('plan-empty');
  if (needs.blocked > 0) throw new ProblemError('write-blocked', { params: { rows: needs.blocked } });
  const missing = needs.accept.filter((name) => !accept.includes(name));
  if (missing.length > 0) throw new ProblemError('choice-required', { needs: missing });
  if (needs.confirm !== undefined && needs.confirm !== confirm)
    throw new ProblemError('plan-unconfirmed', { params: { writes: needs.confirm } });
  const terms = {
    accept,
    onDrift,
    actor: permit.actor,
    request: context.origin,
    reason,
    appliedAt: services.now().toISOString(),
  };
  // What was counted is what this revision holds: an edit in between makes another one.
  checkEdited(await planStore.apply(plan.id, revision, terms), plan.state);
  services.kickPlans();
  return toPlan(planStore, await readAgain(context, plan), input.connection);
};
