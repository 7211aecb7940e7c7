import { toPlan } from '../../../plans/to-plan.ts';
import { findPlan } from '../../find-plan.ts';
import type { OperationHandler } from '../../operation.ts';

export const getPlan: OperationHandler<'getPlan'> = async (input, context) =>
  toPlan(context.services.planStore, await findPlan(context, input, 'plan.read'), input.connection);
