import type { PlanDecision, PlanRow } from '@signpost/api-contract';

/** Kinds of rows for which nothing is planned. */
const idle: ReadonlySet<PlanRow['kind']> = new Set(['alone', 'skipped', 'unchanged']);

/** What can be decided about a row: what is not planned cannot be written, and where there is no link none removed. */
export function listRowDecisions({
  kind,
  now,
  action,
}: Pick<PlanRow, 'kind' | 'now' | 'action'>): PlanDecision[] {
  return [
    ...(idle.has(kind) ? [] : (['write'] as const)),
    ...(now !== null && action !== 'delete' && kind !== 'skipped' ? (['remove'] as const) : []),
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
