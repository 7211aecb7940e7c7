import { toPlan } from '../../../plans/to-plan.ts';
import { findPlan } from '../../find-plan.ts';
import type { OperationHandler } from '../../operation.ts';

/** At once, or with `wait` as soon as the plan is no longer as `since` has it. */
export const getPlan: OperationHandler<'getPlan'> = async (input, context) => {
  const { planStore, changeWatch } = context.services;
  const { id } = await findPlan(context, input, 'plan.read');
  if (input.wait !== undefined) {
    // Where too many wait the answer comes at once: the caller asks again, as without `wait`.
    const watcher = changeWatch.open({ id: `plan ${id}`, stamp: () => planStore.stamp(id) });
    const over = AbortSignal.timeout(Number(input.wait) * 1000);
    await watcher?.changed(input.since, AbortSignal.any([context.signal, over]));
    watcher?.close();
  }
  // Before the plan: what changes in between is told by the next answer.
  const stamp = await planStore.stamp(id);
  const plan = await toPlan(planStore, await findPlan(context, input, 'plan.read'), input.connection);
  return { ...plan, ...(stamp === undefined ? {} : { stamp }) };
};
