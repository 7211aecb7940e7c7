import type { PlanRow, PlanState } from '@signpost/api-contract';

const plannedKinds = ['moved', 'copied', 'changed', 'removed', 'restored'] as const;

function isPlannedKind(kind: PlanRow['kind']): kind is (typeof plannedKinds)[number] {
  return plannedKinds.some((one) => one === kind);
}

/** The text of `plans` that names a kind of rows: what is to be done, until the plan is through; or of one row, by its outcome. */
export function toKindText(kind: PlanRow['kind'], state: PlanState, outcome?: PlanRow['outcome']) {
  const isWritten = outcome === undefined ? state === 'done' : outcome === 'applied';
  return !isWritten && isPlannedKind(kind) ? (`kindPlanned.${kind}` as const) : (`kind.${kind}` as const);
}

/**
 * The text of `plans` that names an outcome. What a plan that was given up or stopped had still to write is not left out:
 * it is not written. Without a decision it is the word for rows of all decisions.
 */
export function toOutcomeText(outcome: PlanRow['outcome'], state: PlanState, decision?: PlanRow['decision']) {
  const ended = state === 'discarded' || state === 'stopped';
  const isUnwritten = outcome === 'waiting' || (outcome === 'left-out' && decision !== 'leave');
  return ended && isUnwritten ? 'outcome.not-written' : (`outcome.${outcome}` as const);
}
