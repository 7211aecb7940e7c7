import { Readable } from 'node:stream';
import { operations, type PlanState } from '@signpost/api-contract';
import type { PlanWatcher } from '../../../plans/plan-watch.ts';
import { toPlan } from '../../../plans/to-plan.ts';
import { ProblemError } from '../../../problems/problem-error.ts';
import { findPlan } from '../../find-plan.ts';
import type { InputOf, OperationContext, OperationHandler } from '../../operation.ts';

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // A proxy that compresses or buffers would hold events back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

const endedStates: ReadonlySet<PlanState> = new Set(['done', 'stopped', 'discarded', 'draft-failed']);

/** Server-sent events (WHATWG HTML, section 9.2): the plan each time that it has changed, until it has ended. */
export const watchPlan: OperationHandler<'watchPlan'> = async (input, context) => {
  const { services, signal, headOnly, lastEventId } = context;
  const plan = await findPlan(context, input, 'plan.read');
  if (headOnly) return { status: 200, headers };
  // 204 keeps a browser from connecting again to a plan that has ended.
  const seen = lastEventId ?? input.since;
  if (endedStates.has(plan.state) && seen !== undefined && seen === (await services.planStore.stamp(plan.id)))
    return { status: 204, headers: {} };
  const watcher = services.planWatch.open(plan.id);
  if (watcher === undefined) throw new ProblemError('too-many-watchers', { retryAfterMs: 30_000 });
  signal.addEventListener('abort', () => watcher.close(), { once: true });
  if (signal.aborted) watcher.close();
  return { status: 200, headers, body: Readable.from(toEvents(input, context, { watcher, seen })) };
};

async function* toEvents(
  input: InputOf<'watchPlan'>,
  context: OperationContext,
  { watcher, seen }: { watcher: PlanWatcher; seen: string | undefined },
): AsyncGenerator<string> {
  const { services, signal, redact } = context;
  const { planStore, planWatch, heartbeatMs } = services;
  let since = seen;
  // Also the first byte: a proxy passes the answer on.
  yield 'retry: 2000\n\n';
  while (!signal.aborted && !planWatch.stopped.aborted) {
    const stamp = await watcher.changed(since, AbortSignal.any([signal, AbortSignal.timeout(heartbeatMs)]));
    if (stamp === undefined) {
      yield ':\n\n';
      continue;
    }
    since = stamp;
    // Found anew: the right to see it may have ended.
    const plan = await toPlan(planStore, await findPlan(context, input, 'plan.read'), input.connection);
    const data = operations.getPlan.answer.parse({ ...plan, stamp });
    yield `id: ${stamp}\nevent: plan\ndata: ${redact(JSON.stringify(data))}\n\n`;
    if (endedStates.has(plan.state)) {
      yield 'event: end\ndata: {}\n\n';
      return;
    }
  }
}
