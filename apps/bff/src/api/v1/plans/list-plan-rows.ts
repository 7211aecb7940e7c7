import { toPlanRow } from '../../../plans/to-plan.ts';
import { findPlan } from '../../find-plan.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseCursor } from '../../parse-cursor.ts';
import { parseLimit } from '../../parse-limit.ts';

const limits = { fallback: 100, most: 1000 };

export const listPlanRows: OperationHandler<'listPlanRows'> = async (input, context) => {
  const { kind, decision, outcome, finding, group, contains } = input;
  const plan = await findPlan(context, input, 'plan.read');
  const { items, total, nextCursor } = await context.services.planStore.rows(
    plan.id,
    { kind, decision, outcome, finding, group, contains },
    { cursor: parseCursor(input.cursor), limit: parseLimit(input.limit, limits) },
  );
  return { items: items.map(toPlanRow), total, ...(nextCursor === undefined ? {} : { nextCursor }) };
};
