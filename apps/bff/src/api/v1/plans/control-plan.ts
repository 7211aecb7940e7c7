import type { BodyOf } from '@signpost/api-contract';
import { ProblemError } from '../../../problems/problem-error.ts';
import type { PlanMover, PlanStore, StoredPlan } from '../../../plans/plan-store.ts';
import { toPlan } from '../../../plans/to-plan.ts';
import { findPlan, readAgain } from '../../find-plan.ts';
import { recordAfter } from '../../record-event.ts';
import type { OperationHandler } from '../../operation.ts';

export const controlPlan: OperationHandler<'controlPlan'> = async (input, context) => {
  const { origin, permit, services } = context;
  const { planStore, now } = services;
  const plan = await findPlan(context, input, 'plan.apply');
  const by = { actor: permit.actor, at: now().toISOString(), request: origin };
  if (!(await control(planStore, { plan, what: input.do, by })))
    throw new ProblemError('plan-not-open', { params: { state: plan.state } });
  // The other moves are recorded along with the plan.
  if (input.do === 'release') {
    const { connection } = input;
    const { id: change, bucket, number } = plan;
    const details = { plan: number };
    await recordAfter(context, {
      action: 'plan.release',
      outcome: 'done',
      connection,
      bucket,
      change,
      details,
    });
  }
  services.kickPlans();
  return toPlan(planStore, await readAgain(context, plan), input.connection);
};

/** @returns false when the plan is in no state in which this can be done */
async function control(
  planStore: PlanStore,
  { plan: { id }, what, by }: { plan: StoredPlan; what: BodyOf<'controlPlan'>['do']; by: PlanMover },
): Promise<boolean> {
  switch (what) {
    case 'pause':
      return planStore.move(id, ['applying'], { to: 'paused', problem: null, by });
    case 'resume':
      return planStore.move(id, ['paused'], { to: 'applying', by });
    case 'stop':
      return planStore.move(id, ['applying', 'paused'], {
        to: 'stopped',
        rows: 'waiting-left-out',
        endedAt: by.at,
        problem: null,
        by,
      });
    case 'release':
      return planStore.release(id);
    case 'discard':
      return planStore.move(id, ['drafting', 'draft-failed', 'open'], {
        to: 'discarded',
        endedAt: by.at,
        by,
      });
    case 'retry': {
      const { failed } = await planStore.left(id);
      if (failed === 0) throw new ProblemError('plan-empty');
      return planStore.move(id, ['done', 'stopped'], { to: 'applying', rows: 'failed-again', by });
    }
  }
}
