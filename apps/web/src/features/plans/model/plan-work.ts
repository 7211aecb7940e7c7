import type { Plan, PlanRowOutcome, PlanState } from '@signpost/api-contract';
import { countWrites } from './plan-needs.ts';
import type { Work, WorkState } from '../../../shared/ui/parts/work-progress-model.ts';

const states: Partial<Record<PlanState, WorkState>> = {
  drafting: 'running',
  applying: 'running',
  paused: 'paused',
  stopped: 'stopped',
};

const ended: readonly PlanRowOutcome[] = ['applied', 'failed', 'drifted', 'unknown'];

/** How far a plan that is applied has come. `stopping`: it was asked to stop and has calls under way. */
export function toPlanWork(
  { state, outcomes, writes, secondsLeft }: Pick<Plan, 'state' | 'outcomes' | 'writes' | 'secondsLeft'>,
  stopping = false,
): Work {
  const done = ended.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0);
  const total = countWrites({ writes });
  const left = total - done;
  return {
    state: stopping && state === 'applying' ? 'stopping' : (states[state] ?? 'done'),
    done,
    total,
    ...(secondsLeft === undefined || secondsLeft <= 0 || left === 0 ? {} : { perSecond: left / secondsLeft }),
  };
}

/** Outcomes that somebody has to look at, worst first. */
export const troubles = ['failed', 'drifted', 'unknown'] as const;
