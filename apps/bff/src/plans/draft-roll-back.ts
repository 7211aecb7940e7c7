import { phaseOf } from '@signpost/link-model/plan';
import type { Intent } from '../changes/change-log.ts';
import type { PlannedRow } from './planned-row.ts';
import type { PlanServices } from './plan-services.ts';
import type { StoredPlan } from './plan-store.ts';
import { rowsOf } from './rows-of.ts';

/** A row for each change that a plan made, back to the state before. */
export async function draftRollBack(
  { planStore, changeLog }: PlanServices,
  { plan, taken }: { plan: StoredPlan; taken: string },
): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for await (const { change, key, target, decision } of rowsOf(planStore, taken, 'applied')) {
    const recorded = change === undefined ? undefined : await changeLog.get(plan.connection, change);
    if (recorded === undefined) continue;
    rows.push({
      key,
      kind: 'restored',
      action: 'restore',
      decision: 'write',
      now: decision === 'remove' ? null : target,
      target: recorded.intent.before.kind === 'link' ? recorded.intent.before.link.target : null,
      phase: phaseOf(toWayBack(recorded.intent), key),
      undoes: recorded.intent.id,
    });
  }
  return rows;
}

/** What taking a change back does to the link. */
function toWayBack({ before, intended }: Intent): 'create' | 'repoint' | 'delete' {
  if (before.kind !== 'link') return 'delete';
  return intended.kind === 'absent' ? 'create' : 'repoint';
}
