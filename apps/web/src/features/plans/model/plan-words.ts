import type { PlanRow, PlanState } from '@signpost/api-contract';

const plannedKinds = ['moved', 'copied', 'changed', 'removed', 'restored'] as const;

function isPlannedKind(kind: PlanRow['kind']): kind is (typeof plannedKinds)[number] {
  return plannedKinds.some((one) => one === kind);
}

/** The text of `plans` that names a kind of rows: what is to be done, until the plan is through. */
export function toKindText(kind: PlanRow['kind'], state: PlanState) {
  return state !== 'done' && isPlannedKind(kind)
    ? (`kindPlanned.${kind}` as const)
    : (`kind.${kind}` as const);
}

/** The text of `plans` that names an outcome. What still waits when a plan is given up or stopped is never written. */
export function toOutcomeText(outcome: PlanRow['outcome'], state: PlanState) {
  const ended = state === 'discarded' || state === 'stopped';
  return outcome === 'waiting' && ended ? 'outcome.not-written' : (`outcome.${outcome}` as const);
}
