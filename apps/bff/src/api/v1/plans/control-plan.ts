import type { BodyOf } from '@signpost/api-contract';
import { ProblemError } from '../../../problems/problem-error.ts';
import type { PlanStore, StoredPlan } from '../../../plans/plan-store.ts';
import { toPlan } from '../../../plans/to-plan.ts';
import { findPlan, readAgain } from '../../find-plan.ts';
import type { OperationHandler } from '../../operation.ts';

export const controlPlan: OperationHandler<'controlPlan'> = async (input, context) => {
  const { planStore, now } = context.services;
  const plan = await findPlan(context, input, 'plan.apply');
  if (!(await control(planStore, { plan, what: input.do, at: now().toISOString() })))
    throw new ProblemError('plan-not-open', { params: { state: plan.state } });
  context.services.kickPlans();
  return toPlan(planStore, await readAgain(context, plan), input.connection);
};

/** @returns false when the plan is in no state in which this can be done */
async function control(
  planStore: PlanStore,
  { plan: { id }, what, at }: { plan: StoredPlan; what: BodyOf<'controlPlan'>['do']; at: string },
): Promise<boolean> {
  switch (what) {
    case 'pause':
      return planStore.move(id, ['applying'], { to: 'paused', problem: null });
    case 'resume':
      return planStore.move(id, ['paused'], { to: 'applying' });
    case 'stop':
      return planStore.move(id, ['applying', 'paused'], {
        to: 'stopped',
        rows: 'waiting-left-out',
        endedAt: at,
        problem: null,
      });
    case 'release':
      return planStore.release(id);
    case 'discard':
      return planStore.move(id, ['drafting', 'draft-failed', 'open'], { to: 'discarded', endedAt: at });
    case 'retry': {
      const { failed } = await planStore.left(id);
      if (failed === 0) throw new ProblemError('plan-empty');
      return planStore.move(id, ['done', 'stopped'], { to: 'applying', rows: 'failed-again' });
    }
  }
}
