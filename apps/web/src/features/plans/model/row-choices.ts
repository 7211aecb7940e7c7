import type { PlanDecision, PlanRow } from '@signpost/api-contract';

/** What can be decided about a row: where there is no link, none can be removed. */
export function listRowDecisions({
  now,
  target,
  action,
}: Pick<PlanRow, 'now' | 'target' | 'action'>): PlanDecision[] {
  return [
    'write',
    ...(now !== null && target !== null && action !== 'delete' ? (['remove'] as const) : []),
    'leave',
  ];
}

/** Where the link of a row leads once the plan is applied; null: there is none. */
export function toThen({
  decision,
  now,
  target,
}: Pick<PlanRow, 'decision' | 'now' | 'target'>): string | null {
  if (decision === 'leave') return now;
  return decision === 'remove' ? null : target;
}
