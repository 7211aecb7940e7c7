import type { Plan } from '@signpost/api-contract';
import type { CommandCall } from './command.ts';
import { parseCount } from './command.ts';
import { createProgress } from './progress.ts';

const pauseMs = 1000;

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
  while (!isOver(current) && terminal.now() < until) {
    progress.show(current);
    await terminal.sleep(Math.min(pauseMs, until - terminal.now()));
    current = await api.call('getPlan', { query: { connection: plan.connection, plan: plan.id } });
  }
  if (plan !== current) progress.show(current);
  progress.end();
  return current;
}

export const timeoutOption = {
  timeout: { value: 'SECONDS', about: 'wait no longer than this' },
} as const;
