import { ProblemError } from '../../../problems/problem-error.ts';
import { toPlan } from '../../../plans/to-plan.ts';
import { findPlan } from '../../find-plan.ts';
import type { OperationHandler } from '../../operation.ts';
import { startDraft } from '../../start-draft.ts';

/** The plan that takes an applied one back; the one that was begun, where there is one. */
export const rollBackPlan: OperationHandler<'rollBackPlan'> = async (input, context) => {
  const { planStore } = context.services;
  const taken = await findPlan(context, input, 'plan.write');
  const { id, number, state, bucket } = taken;
  if (state !== 'done' && state !== 'stopped' && state !== 'paused')
    throw new ProblemError('plan-not-open', { params: { state } });
  const begun = await planStore.rollBackOf(id);
  const known = begun === undefined ? undefined : await planStore.get(taken.connection, begun.id);
  // A roll-back that ended may have left rows behind: those can be tried by a new one.
  if (known !== undefined && known.state !== 'done' && known.state !== 'stopped')
    return toPlan(planStore, known, input.connection);
  if ((await planStore.rowsOf(id, 'applied', { after: 0, limit: 1 })).length === 0)
    throw new ProblemError('plan-empty');
  return startDraft(context, {
    connection: input.connection,
    bucket,
    source: { kind: 'roll-back', plan: id },
    origin: { kind: 'roll-back', plan: id, number },
  });
};
