import type { Plan, QueryOf } from '@signpost/api-contract';
import type { CommandCall } from './command.ts';
import { parseCount } from './command.ts';
import { RefusedError } from './failures.ts';
import { countWrites } from './plan-text.ts';
import { createProgress, type ProgressStep } from './progress.ts';

const pauseMs = 1000;
/** Most seconds that the console waits for a change before it answers. */
const longestWait = 30;

interface FollowOptions {
  /** Tells that there is nothing more to wait for. */
  isOver: (plan: Plan) => boolean;
  /** What `--timeout` says, in seconds. */
  timeout: string | undefined;
}

/** Waits until a plan is as wanted, or the time is over, and tells how it goes meanwhile. The plan as it was last. */
export async function followPlan(
  { api, terminal }: Pick<CommandCall, 'api' | 'terminal'>,
  plan: Plan,
  { isOver, timeout }: FollowOptions,
): Promise<Plan> {
  const until = terminal.now() + (timeout === undefined ? Infinity : parseCount('timeout', timeout) * 1000);
  const progress = createProgress(terminal);
  let current = plan;
  let mayWait = true;
  while (!isOver(current) && terminal.now() < until) {
    progress.show(toStep(current));
    const secondsLeft = Math.ceil((until - terminal.now()) / 1000);
    const waiting = mayWait ? toWaiting(current, secondsLeft) : {};
    try {
      const next = await api.call('getPlan', {
        query: { connection: plan.connection, plan: plan.id, ...waiting },
      });
      // It has not waited, or only to its end: at most one question a second.
      const isNews = mayWait && next.stamp !== undefined && next.stamp !== current.stamp;
      if (!isNews && !isOver(next))
        await terminal.sleep(Math.min(pauseMs, Math.max(0, until - terminal.now())));
      current = next;
    } catch (error) {
      if (!mayWait || !isWaitingUnknown(error)) throw error;
      mayWait = false;
    }
  }
  if (plan !== current) progress.show(toStep(current));
  progress.end();
  return current;
}

function toWaiting({ stamp }: Plan, secondsLeft: number): Pick<QueryOf<'getPlan'>, 'wait' | 'since'> {
  if (stamp === undefined) return {};
  return { wait: String(Math.min(longestWait, Math.max(1, secondsLeft))), since: stamp };
}

/** A console that is older than this command: it is asked again and again instead. */
function isWaitingUnknown(error: unknown): boolean {
  return (
    error instanceof RefusedError &&
    error.problem.code === 'invalid-request' &&
    error.problem.errors?.some(({ pointer }) => pointer === '#/query/wait') === true
  );
}

function count(plan: Plan): { done: number; all: number } {
  const { waiting = 0, running = 0 } = plan.outcomes;
  const all = countWrites(plan);
  return { all, done: plan.appliedAt === undefined ? 0 : Math.max(0, all - waiting - running) };
}

function toStep(plan: Plan): ProgressStep {
  const { done, all } = count(plan);
  const { failed = 0, drifted = 0 } = plan.outcomes;
  const parts = [
    `plan ${plan.number} ${plan.state}`,
    ...(plan.appliedAt === undefined ? [] : [`${done} of ${all}`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(drifted === 0 ? [] : [`${drifted} drifted`]),
    ...(plan.secondsLeft === undefined ? [] : [`about ${plan.secondsLeft} s left`]),
    ...(plan.problem === undefined ? [] : [`held up by ${plan.problem.code}`]),
  ];
  return {
    state: plan.state,
    text: parts.join(', '),
    share: all === 0 ? 0 : done / all,
    failed: failed > 0,
  };
}

export const timeoutOption = {
  timeout: { value: 'SECONDS', about: 'wait no longer than this' },
} as const;
