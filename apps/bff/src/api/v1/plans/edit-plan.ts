import { toPlan } from '../../../plans/to-plan.ts';
import { checkEdited, findPlan, readAgain } from '../../find-plan.ts';
import type { OperationHandler } from '../../operation.ts';

export const editPlan: OperationHandler<'editPlan'> = async (input, context) => {
  const { planStore } = context.services;
  const plan = await findPlan(context, input, 'plan.write');
  const { revision, rows, decision } = input;
  checkEdited(await planStore.edit(plan.id, revision, { rows, decision }), plan.state);
  return toPlan(planStore, await readAgain(context, plan), input.connection);
};
