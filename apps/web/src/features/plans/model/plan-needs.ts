import type { Plan } from '@signpost/api-contract';

/** What somebody has said of a plan that is to be applied. */
export interface ApplyForm {
  /** Names of findings that were accepted. */
  accepted: ReadonlySet<string>;
  /** What was typed where the number of writes is asked for. */
  typed: string;
  reason: string;
  stopOnDrift: boolean;
}

export const emptyForm: ApplyForm = { accepted: new Set(), typed: '', reason: '', stopOnDrift: false };

/** What is still missing before a plan that writes something can be applied; each has a text in `plans:say.need`. */
export type PlanNeed = { id: 'confirm' | 'held' } | { id: 'blocked' | 'accept'; count: number };

/** How many keys will be written. */
export function countWrites({ writes }: Pick<Plan, 'writes'>): number {
  return writes.create + writes.repoint + writes.delete + writes.restore + writes.copy;
}

export function listNeeds(
  plan: Pick<Plan, 'writes' | 'needs' | 'heldBy'>,
  { accepted, typed }: Pick<ApplyForm, 'accepted' | 'typed'>,
): PlanNeed[] {
  const { accept, blocked, confirm } = plan.needs;
  const open = accept.filter((name) => !accepted.has(name)).length;
  if (countWrites(plan) === 0) return [];
  return [
    ...(plan.heldBy === undefined ? [] : [{ id: 'held' as const }]),
    ...(blocked > 0 ? [{ id: 'blocked' as const, count: blocked }] : []),
    ...(open > 0 ? [{ id: 'accept' as const, count: open }] : []),
    ...(confirm !== undefined && !isConfirmed(typed, confirm) ? [{ id: 'confirm' as const }] : []),
  ];
}

/** A number may be typed with the separators that it is shown with. */
export function isConfirmed(typed: string, confirm: number): boolean {
  return typed.replaceAll(/[\s,.’'\u00a0]/g, '') === String(confirm);
}

/** The names with one more, or without it. */
export function withName(names: ReadonlySet<string>, name: string, on: boolean): ReadonlySet<string> {
  const next = new Set(names);
  if (on) next.add(name);
  else next.delete(name);
  return next;
}
