import { toPlanSummary } from '../../../plans/to-plan.ts';
import { mayWithPlan } from '../../find-plan.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseCursor } from '../../parse-cursor.ts';
import { parseLimit } from '../../parse-limit.ts';

const limits = { fallback: 50, most: 200 };

/** Newest first. A page may be shorter than asked: plans of buckets that the actor may not see are left out. */
export const listPlans: OperationHandler<'listPlans'> = async (input, { services, permit }) => {
  const { connection, bucket, state, writes } = input;
  const { config } = services.connections.get(connection);
  const { items, nextCursor } = await services.planStore.list(
    { connection: config.id, bucket, state, writes },
    { cursor: parseCursor(input.cursor), limit: parseLimit(input.limit, limits) },
  );
  return {
    items: items.filter((plan) => mayWithPlan(permit, 'plan.read', { connection, plan })).map(toPlanSummary),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  };
};
