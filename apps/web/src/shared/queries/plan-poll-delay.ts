import type { Plan } from '@signpost/api-contract';

/** Reads after which the first impatience is over: few rows are done by then. */
const fastReads = 12;

/**
 * Milliseconds until a plan is asked for again; `false` where nothing about it can change by itself. Fast at first, for
 * plans of a few rows; while something holds it up, or is only looked at again, slowly.
 */
export function toPlanPollDelay(
  plan: Pick<Plan, 'state' | 'problem' | 'outcomes'> | undefined,
  reads: number,
): number | false {
  switch (plan?.state) {
    case 'drafting':
    case 'applying':
      return plan.problem !== undefined ? 3000 : reads < fastReads ? 400 : 1500;
    case 'paused':
      // Somebody else may go on with it.
      return 5000;
    case 'done':
    case 'stopped':
      return (plan.outcomes.running ?? 0) + (plan.outcomes.unknown ?? 0) > 0 ? 3000 : false;
    default:
      return false;
  }
}
