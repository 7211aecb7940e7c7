import type { Plan, PlanRowOutcome, PlanState } from '@signpost/api-contract';
import type { Work, WorkState } from '../../../shared/ui/parts/work-progress-model.ts';

const states: Partial<Record<PlanState, WorkState>> = {
  drafting: 'running',
  applying: 'running',
  paused: 'paused',
  stopped: 'stopped',
};

const ended: readonly PlanRowOutcome[] = ['applied', 'failed', 'drifted', 'unknown'];
const open: readonly PlanRowOutcome[] = ['waiting', 'running'];

type Outcomes = Plan['outcomes'];

function sum(outcomes: Outcomes, which: readonly PlanRowOutcome[]): number {
  return which.reduce((total, outcome) => total + (outcomes[outcome] ?? 0), 0);
}

/** How many rows were to be written, and how many of those were. Rows that were left out do not count. */
export function countOutcomes(outcomes: Outcomes): { applied: number; ended: number; total: number } {
  const done = sum(outcomes, ended);
  return { applied: outcomes.applied ?? 0, ended: done, total: done + sum(outcomes, open) };
}

/** How far a plan that is applied has come. `stopping`: it was asked to stop and has calls under way. */
export function toPlanWork(
  { state, outcomes, secondsLeft }: Pick<Plan, 'state' | 'outcomes' | 'secondsLeft'>,
  stopping = false,
): Work {
  const { ended: done, total } = countOutcomes(outcomes);
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
