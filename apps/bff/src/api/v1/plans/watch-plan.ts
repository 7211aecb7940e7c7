import { operations, type PlanState } from '@signpost/api-contract';
import { toPlan } from '../../../plans/to-plan.ts';
import { findPlan, mayWithPlan } from '../../find-plan.ts';
import { streamChanges } from '../../stream-changes.ts';
import type { OperationHandler } from '../../operation.ts';

const endedStates: ReadonlySet<PlanState> = new Set(['done', 'stopped', 'discarded', 'draft-failed']);

/** A plan each time that it has changed, until it has ended. */
export const watchPlan: OperationHandler<'watchPlan'> = async (input, context) => {
  const { planStore } = context.services;
  const { connection } = input;
  const plan = await findPlan(context, input, 'plan.read');
  const { id, bucket } = plan;
  return streamChanges(context, {
    id: `plan ${id}`,
    event: 'plan',
    since: context.lastEventId ?? input.since,
    stamp: () => planStore.stamp(id),
    demand({ permit }) {
      if (!mayWithPlan(permit, 'plan.read', { connection, plan }))
        permit.demand('plan.read', { connection, bucket });
    },
    async read(stamp, now) {
      const found = await toPlan(planStore, await findPlan(now, input, 'plan.read'), connection);
      const data = operations.getPlan.answer.parse({ ...found, stamp });
      return { data, hasEnded: endedStates.has(found.state) };
    },
  });
};
