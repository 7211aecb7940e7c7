import { toRow, type DraftCase, type PlannedRow } from './planned-row.ts';
import type { PlanServices } from './plan-services.ts';
import type { StoredRow } from './plan-store.ts';
import { readTargets } from './read-selection.ts';
import { rowsOf } from './rows-of.ts';

/** What a plan wanted of links that had changed by then, to be reviewed over what those are now. */
export async function draftAgain(
  { planStore }: PlanServices,
  { plan, where }: { plan: string; where: DraftCase },
): Promise<PlannedRow[]> {
  const left: StoredRow[] = [];
  // An undo says nothing about a link that somebody changed since: a revert does.
  for await (const row of rowsOf(planStore, plan, 'drifted')) if (row.action !== 'restore') left.push(row);
  const keys = left.map(({ key }) => key);
  const stored = new Map((await readTargets(keys, where)).map((link) => [link.key, link.target ?? null]));
  return left.map((row) => toRowAgain(row, stored.get(row.key)));
}

/** @param now where the link leads; null: that may not be read; undefined: there is none */
function toRowAgain(
  { key, action, decision, target, settings }: StoredRow,
  now: string | null | undefined,
): PlannedRow {
  if (decision === 'remove' || action === 'delete' || target === null)
    return toRow({ key, kind: 'removed', action: 'delete', now: now ?? null, target: null });
  const isThere = now !== undefined;
  const row = toRow({
    key,
    kind: isThere ? 'changed' : 'created',
    action: isThere ? 'repoint' : 'create',
    now: now ?? null,
    target,
  });
  return { ...row, ...(settings === undefined ? {} : { settings }) };
}
