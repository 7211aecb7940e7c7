import { phaseOf, toPhaseBack } from '@signpost/link-model/plan';
import type { Intent, Recorded } from '../changes/change-log.ts';
import { findUndo } from '../changes/find-undo.ts';
import { toLeftRow, type PlannedRow } from './planned-row.ts';
import type { PlanServices } from './plan-services.ts';
import type { StoredPlan, StoredRow } from './plan-store.ts';
import { changesOf, pagesOf } from './rows-of.ts';

/**
 * A row for each change that a plan made, back to the state before. Rows of which nobody can tell whether they were
 * written are shown, and left alone.
 */
export async function draftRollBack(
  { planStore, changeLog }: PlanServices,
  { plan, taken }: { plan: StoredPlan; taken: string },
): Promise<PlannedRow[]> {
  const applied: Applied[] = [];
  for await (const rows of pagesOf(planStore, taken, 'applied')) {
    const recorded = await changeLog.getMany(plan.connection, changesOf(rows));
    for (const row of rows) {
      const change = recorded.get(row.change ?? '');
      if (change !== undefined) applied.push({ row, recorded: change });
    }
  }
  const open: StoredRow[] = [];
  for await (const rows of pagesOf(planStore, taken, 'unknown')) open.push(...rows);
  const needs = toNeedsBack([...applied.map(({ row }) => row), ...open]);
  const byKey = new Map(applied.map((one) => [one.row.key, one]));
  const back = applied.map(({ row, recorded }) => {
    const planned = toRowBack(row, recorded);
    if (row.needs === undefined) return planned;
    return {
      ...planned,
      ...toObjectBack(row, recorded, byKey),
      phase: toPhaseBack(row.phase),
      needs: needs.get(row.key) ?? [],
    };
  });
  const left = open.map(({ key }) =>
    toLeftRow(key, { target: undefined, kind: 'skipped', why: 'outcome-open' }),
  );
  return [...back, ...left];
}

interface Applied {
  row: StoredRow;
  recorded: Recorded;
}

function toRowBack({ key, target, decision }: StoredRow, { intent }: Recorded): PlannedRow {
  return {
    key,
    kind: 'restored',
    action: 'restore',
    decision: 'write',
    now: decision === 'remove' ? null : target,
    target: intent.before.kind === 'link' ? intent.before.link.target : null,
    phase: phaseOf(toWayBack(intent), key),
    undoes: intent.id,
  };
}

/** What taking a change back does to the link. */
function toWayBack({ before, intended }: Intent): 'create' | 'repoint' | 'delete' {
  if (before.kind !== 'link') return 'delete';
  return intended.kind === 'absent' ? 'create' : 'repoint';
}

/** What was written after a row is taken back before it: the same steps, the other way round. */
function toNeedsBack(written: readonly StoredRow[]): ReadonlyMap<string, string[]> {
  const pairs = written.flatMap(({ key, needs = [] }) => needs.map((needed) => ({ needed, key })));
  const grouped = Map.groupBy(pairs, ({ needed }) => needed);
  return new Map([...grouped].map(([needed, others]) => [needed, others.map(({ key }) => key)]));
}

/**
 * An object that was deleted comes back as its own version, where the bucket has it; else it is copied back from the
 * key that holds its bytes. A copy is deleted again.
 */
function toObjectBack(
  { action, twin, decision }: StoredRow,
  recorded: Recorded,
  applied: ReadonlyMap<string, Applied>,
): Partial<PlannedRow> {
  if (twin === undefined || decision !== 'write') return {};
  if (action === 'copy') {
    const after = recorded.outcome?.after;
    const row = { action: 'delete-object' as const, undoes: recorded.intent.id };
    if (after?.kind !== 'object') return { ...row, decision: 'leave', problem: { code: 'undo-impossible' } };
    return { ...row, twin: { ...twin, etag: after.facts.etag } };
  }
  if (action !== 'delete-object' || typeof findUndo(recorded) !== 'string') return {};
  const copy = applied.get(twin.key)?.recorded.outcome?.after;
  const etag = copy?.kind === 'object' ? copy.facts.etag : twin.etag;
  return { action: 'copy', twin: { ...twin, etag } };
}
