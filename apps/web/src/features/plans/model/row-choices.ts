import { acceptName, type Finding } from '@signpost/link-model/write';
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

/** What was found keeps a row from being written as it is. */
const isRefused = ({ level }: Finding): boolean => level === 'block' || level === 'prove';

/** Whether a row would be written although something was found that has to be accepted, and was not. */
export function isUndecided(
  { decision, findings }: Pick<PlanRow, 'decision' | 'findings'>,
  accepted: ReadonlySet<string>,
): boolean {
  return (
    decision === 'write' &&
    findings.some((found) => (found.level === 'choose' ? !accepted.has(acceptName(found)) : isRefused(found)))
  );
}

/** What becomes of a real object: it is copied from another key, or goes once another key holds its bytes. */
export function toObjectMove({
  action,
  decision,
  twin,
}: Pick<PlanRow, 'action' | 'decision' | 'twin'>): { id: 'copyOf' | 'keptAt'; key: string } | undefined {
  if (twin === undefined || decision !== 'write') return undefined;
  if (action === 'copy') return { id: 'copyOf', key: twin.key };
  return action === 'delete-object' ? { id: 'keptAt', key: twin.key } : undefined;
}
