import { toRow, type DraftCase, type PlannedRow } from './planned-row.ts';
import { isDelete, needsAnotherRow } from './check-stage.ts';
import { draftRenamedKeys } from './draft-renamed-keys.ts';
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
  for await (const row of rowsOf(planStore, plan, 'drifted')) if (row.undoes === undefined) left.push(row);
  const waiting: StoredRow[] = [];
  for await (const row of rowsOf(planStore, plan, 'failed'))
    if (row.problem?.code === needsAnotherRow && row.undoes === undefined) waiting.push(row);
  const again = await draftCopiesAgain(left, waiting, where);
  const done = new Set(again.map(({ key }) => key));
  const rows = [...left, ...findDependent(left, waiting)].filter(({ key }) => !done.has(key));
  const keys = rows.map(({ key }) => key);
  const stored = new Map((await readTargets(keys, where)).map((link) => [link.key, link.target ?? null]));
  const planned = new Set([...done, ...keys]);
  const others = rows.map((row) => ({
    ...toRowAgain(row, stored.get(row.key)),
    // The others were applied then.
    ...(row.needs === undefined
      ? {}
      : { phase: row.phase, needs: row.needs.filter((key) => planned.has(key)) }),
  }));
  return [...again, ...others];
}

/** What could not be copied is worked out anew, with everything that depends on it. */
async function draftCopiesAgain(
  left: readonly StoredRow[],
  waiting: readonly StoredRow[],
  where: DraftCase,
): Promise<PlannedRow[]> {
  const keys = left.flatMap(({ kind, key, twin }) =>
    kind === 'copied' && twin !== undefined ? [{ from: twin.key, to: key }] : [],
  );
  if (keys.length === 0) return [];
  const sources = new Set(keys.map(({ from }) => from));
  const isRename = waiting.some((row) => isDelete(row) && sources.has(row.key));
  const renamed = { by: 'keys' as const, keys };
  return (await draftRenamedKeys({ kind: isRename ? 'rename-keys' : 'copy-keys', renamed }, where)).rows;
}

/** Rows that were not written since they need one of these. */
function findDependent(left: readonly StoredRow[], waiting: readonly StoredRow[]): StoredRow[] {
  const known = new Set(left.map(({ key }) => key));
  return waiting
    .toSorted((a, b) => a.phase - b.phase)
    .filter(({ key, needs = [] }) => {
      if (!needs.some((other) => known.has(other))) return false;
      known.add(key);
      return true;
    });
}

/** @param now where the link leads; null: that may not be read; undefined: there is none */
function toRowAgain(
  { key, kind, action, decision, target, settings, twin }: StoredRow,
  now: string | null | undefined,
): PlannedRow {
  const more = twin === undefined ? {} : { twin };
  if (action === 'delete-object')
    return { key, kind, action, decision: 'write', phase: 0, now: null, target: null, ...more };
  if (decision === 'remove' || action === 'delete' || target === null)
    return { ...toRow({ key, kind: 'removed', action: 'delete', now: now ?? null, target: null }), ...more };
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
