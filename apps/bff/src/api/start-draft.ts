import { setTimeout as pause } from 'node:timers/promises';
import type { Plan } from '@signpost/api-contract';
import type { NewPlan, StoredPlan } from '../plans/plan-store.ts';
import { toPlan } from '../plans/to-plan.ts';
import { readAgain } from './find-plan.ts';
import type { OperationContext } from './operation.ts';

/** Small plans are drafted by then, so that most callers get rows at once. */
const waitMs = 5000;
const everyMs = 100;

/** Makes a plan and waits a while for its rows. */
export async function startDraft(
  context: OperationContext,
  { connection, ...plan }: Pick<NewPlan, 'connection' | 'bucket' | 'source' | 'origin'>,
): Promise<Plan> {
  const { services, permit, attempt } = context;
  const created = await services.planStore.create({
    ...plan,
    ...(attempt === undefined ? {} : { id: attempt.id }),
    connection: services.connections.get(connection).config.id,
    createdAt: services.now().toISOString(),
    actor: permit.actor,
  });
  services.kickPlans();
  return toPlan(services.planStore, await whenDrafted(context, created), connection);
}

async function whenDrafted(context: OperationContext, plan: StoredPlan): Promise<StoredPlan> {
  const until = performance.now() + waitMs;
  for (;;) {
    const now = await readAgain(context, plan);
    if (now.state !== 'drafting' || performance.now() > until || context.signal.aborted) return now;
    await pause(everyMs);
  }
}
