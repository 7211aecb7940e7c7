import type { Change, PlanSummary } from '@signpost/api-contract';

/** How the writes of a group ended. `open`: not known yet; `written`: all that were sent. */
export interface GroupOutcomes {
  done: number;
  failed: number;
  open: number;
  written: number;
}

/** Of the whole plan where it is known; a list that is filtered or cut shows some of its changes only. */
export function countOutcomes(
  changes: readonly Pick<Change, 'outcome'>[],
  plan: Pick<PlanSummary, 'outcomes'> | undefined,
): GroupOutcomes {
  const { applied = 0, failed = 0, unknown = 0, running = 0 } = plan?.outcomes ?? toOutcomes(changes);
  return { done: applied, failed, open: unknown + running, written: applied + failed + unknown + running };
}

function toOutcomes(changes: readonly Pick<Change, 'outcome'>[]): PlanSummary['outcomes'] {
  const count = (outcome: Change['outcome']): number =>
    changes.filter((change) => change.outcome === outcome).length;
  return {
    applied: count('applied'),
    failed: count('failed'),
    unknown: count('unknown'),
    running: count('pending'),
  };
}
