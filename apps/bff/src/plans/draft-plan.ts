import { setTimeout as pause } from 'node:timers/promises';
import { narrowToCommon } from '@signpost/link-model/plan';
import type { LinkSettings, LinkSnapshot } from '@signpost/link-model/write';
import pMap from 'p-map';
import { retryableProblems } from '../problems/oss-codes.ts';
import { checkRow, type CheckedRow } from './check-row.ts';
import { draftAgain } from './draft-again.ts';
import { draftRollBack } from './draft-roll-back.ts';
import { draftRows } from './draft-rows.ts';
import { toLeftRow, type DraftCase, type DraftedRows, type PlannedRow } from './planned-row.ts';
import { toPlanWriter, type PlanServices } from './plan-services.ts';
import type { DraftRow, StoredPlan } from './plan-store.ts';
import { needsAnotherRow } from './check-stage.ts';
import { toRowProblem } from './to-row-problem.ts';

/** What drafting a plan comes to, besides its rows. */
export type Draft = Omit<DraftedRows, 'rows'>;

/** Where rows go once they are checked. */
export interface DraftTask {
  plan: StoredPlan;
  /** Stores rows of the plan: there may be more of them than fit into memory. */
  keep: (rows: DraftRow[]) => Promise<void>;
  signal: AbortSignal;
}

/** Rows that are read and judged at once. */
const inFlight = 8;
/** Rows that are stored together. */
const batchSize = 500;
const settleEveryMs = 200;

/**
 * Finds the rows of a plan and checks each as the pre-flight of a single write does: 7 calls a row at most, besides
 * one list call for each thousand keys and GetSymlink for each link. @throws what OSS or the database cannot answer now
 */
export async function draftPlan(services: PlanServices, { plan, keep, signal }: DraftTask): Promise<Draft> {
  const writer = await toPlanWriter(services, plan);
  const { client } = writer.connection;
  const { bucket, source } = plan;
  const where = { writer, client, bucket, signal };
  if (source.kind === 'roll-back' || source.kind === 'again') {
    await whenSettled(services, { plan: source.plan, signal });
    const rows =
      source.kind === 'again'
        ? await draftAgain(services, { plan: source.plan, where })
        : await draftRollBack(services, { plan, taken: source.plan });
    await checkRows(rows, where, keep);
    return { origin: plan.origin };
  }
  const { rows, ...drafted } = await draftRows(source, where);
  await checkRows(rows, where, keep);
  return drafted;
}

/** Rows that were under way when the plan was stopped have an outcome soon; those of a killed process once its claim ends. */
async function whenSettled(
  { planStore }: PlanServices,
  { plan, signal }: { plan: string; signal: AbortSignal },
): Promise<void> {
  while ((await planStore.left(plan)).running > 0) await pause(settleEveryMs, undefined, { signal });
}

/** New links come last: they take the settings that all links of the folder share. */
async function checkRows(
  rows: readonly PlannedRow[],
  where: DraftCase,
  keep: DraftTask['keep'],
): Promise<void> {
  const { signal } = where;
  const options = { concurrency: inFlight, signal };
  const places = rows.map((row, i) => ({ row, place: i + 1 }));
  const isNew = ({ row: { action } }: (typeof places)[number]): boolean => action === 'create';
  // Where rows need others, what became of those decides about them: none is stored before all are checked.
  const hasDependents = rows.some(({ needs = [] }) => needs.length > 0);
  let checked: DraftRow[] = [];
  /** Settings that all links of a folder share. */
  const shared = new Map<string | undefined, LinkSettings>();
  const check = async (row: PlannedRow, place: number): Promise<LinkSnapshot | undefined> => {
    const { link, ...stored } = await toCheckedRow(row, where);
    checked.push({ ...stored, row: place });
    if (hasDependents || checked.length < batchSize) return link;
    const full = checked;
    checked = [];
    await keep(full);
    return link;
  };
  await pMap(
    places.filter((one) => !isNew(one)),
    async ({ row, place }) => {
      const link = await check(row, place);
      if (link !== undefined) shared.set(row.folder, narrowToCommon(shared.get(row.folder), link));
    },
    options,
  );
  await pMap(
    places.filter(isNew),
    async ({ row, place }) => {
      // What is copied keeps its own settings, whatever the links beside it have. Settings that a row names come first.
      const settings =
        row.needs === undefined ? { ...shared.get(row.folder), ...row.settings } : row.settings;
      await check({ ...row, ...(settings === undefined ? {} : { settings }) }, place);
    },
    options,
  );
  if (hasDependents) checked = leaveDependent(checked);
  for (let at = 0; at < checked.length; at += batchSize) await keep(checked.slice(at, at + batchSize));
}

/** Leaves rows that need one which cannot be written, or which nothing can be written for. */
function leaveDependent(checked: readonly DraftRow[]): DraftRow[] {
  const rows = new Map(checked.map((row) => [row.key, row]));
  const isOpen = (key: string): boolean => {
    const row = rows.get(key);
    if (row === undefined || row.kind === 'unchanged') return false;
    return row.decision === 'leave' || row.findings.some(({ level }) => level === 'block');
  };
  const byPhase = checked.filter(({ needs = [] }) => needs.length > 0).toSorted((a, b) => a.phase - b.phase);
  for (const row of byPhase)
    if (row.decision === 'write' && row.needs?.some(isOpen) === true)
      rows.set(row.key, { ...row, decision: 'leave', problem: { code: needsAnotherRow } });
  return [...rows.values()];
}

/** Rows for which nothing can be written need no reading. */
const unread: ReadonlySet<PlannedRow['kind']> = new Set(['alone', 'unchanged', 'skipped']);

async function toCheckedRow(
  row: PlannedRow,
  { writer, client, bucket }: DraftCase,
): Promise<DraftRow & { link?: LinkSnapshot }> {
  const { targetAsOf: _target, folder: _folder, findings: known = [], ...planned } = row;
  const stored: DraftRow = { ...planned, row: 0, findings: known };
  if (unread.has(row.kind) || row.problem !== undefined) return stored;
  if (known.some(({ level }) => level === 'block')) return stored;
  // What is stored at a key that the author may not see is not looked at: the row says the same either way.
  const scope = { connection: writer.connection.config.name, bucket, key: row.key };
  if (!writer.permit.may('link.read', scope))
    return { ...stored, now: null, decision: 'leave', problem: { code: 'right-missing' } };
  let found: CheckedRow;
  try {
    found = await checkRow(writer, row, { bucket, client });
  } catch (error) {
    const { code, problem } = toRowProblem(error);
    if (retryableProblems.has(code) || code === 'internal') throw error;
    // What cannot be read or taken back is shown, and left alone.
    return { ...stored, decision: 'leave', problem };
  }
  // A real object goes only where somebody names it by its ETag and size, one at a time.
  if (found.findings.some(({ level }) => level === 'prove'))
    return { ...stored, ...found, decision: 'leave', problem: { code: 'proof-required' } };
  // Told apart from what blocks a write: the link is as wanted already.
  if (found.findings.some(({ code }) => code === 'nothing-changes'))
    return {
      ...toLeftRow(row.key, { target: found.now ?? undefined, kind: 'unchanged' }),
      row: 0,
      findings: [],
    };
  return { ...stored, ...found };
}
