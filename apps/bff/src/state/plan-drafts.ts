import { type SQL, and, eq, isNotNull, isNull, ne, notInArray, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { ApplyTerms, DraftResult, DraftRow, EditedRows, EditResult } from '../plans/plan-store.ts';
import type { PlanDecision, PlanRowKind } from '@signpost/api-contract';
import { toChangeGroup } from '@signpost/link-model/plan';
import { commonFolder } from '../plans/common-folder.ts';
import { auditApply } from './audit-plans.ts';
import { rankOf, toNamedLevels, toStoredReason } from './plan-row.ts';
import type { Queries } from './queries.ts';
import { planRows, plans } from './schema/tables.ts';
import { isUuid } from './storable.ts';

interface Drafted {
  id: string;
  /** The replica that drafts it. */
  replica: string;
}

/** The plan is not locked while rows come, so that its claim can be renewed and it can be discarded meanwhile. */
const isOurs = ({ id, replica }: Drafted): SQL | undefined =>
  and(
    eq(plans.id, id),
    eq(plans.state, 'drafting'),
    eq(plans.owner, replica),
    sql`${plans.ownedUntil} > clock_timestamp()`,
  );

/** Adds rows to a plan that is drafted; false when the plan is no longer this replica's to draft. */
export function addRows(
  db: NodePgDatabase,
  { rows, ...drafted }: Drafted & { rows: readonly DraftRow[] },
): Promise<boolean> {
  return whileOurs(db, drafted, (tx) => insertRows(tx, drafted.id, rows));
}

/** Takes all rows of a plan away that is drafted. */
export function clearRows(db: NodePgDatabase, drafted: Drafted): Promise<boolean> {
  return whileOurs(db, drafted, async (tx) => {
    await tx.delete(planRows).where(eq(planRows.planId, drafted.id));
  });
}

async function whileOurs(
  db: NodePgDatabase,
  drafted: Drafted,
  work: (tx: Queries) => Promise<void>,
): Promise<boolean> {
  if (!isUuid(drafted.id)) return false;
  return db.transaction(async (tx) => {
    // The lock orders this and a discard, or another replica that takes the plan over.
    const [ours] = await tx.select({ id: plans.id }).from(plans).where(isOurs(drafted)).for('share');
    if (ours === undefined) return false;
    await work(tx);
    return true;
  });
}

/** Opens a drafted plan with the rows it has, or fails it, without any; false when the plan is no longer this replica's to draft. */
export function finishDraft(
  db: NodePgDatabase,
  { result, ...drafted }: Drafted & { result: DraftResult },
): Promise<boolean> {
  const { id } = drafted;
  return whileOurs(db, drafted, async (tx) => {
    if ('failure' in result) await tx.delete(planRows).where(eq(planRows.planId, id));
    const set =
      'failure' in result
        ? { state: 'draft-failed', problem: JSON.stringify(result.failure) }
        : {
            state: 'open',
            origin: JSON.stringify(result.origin),
            share: result.share === undefined ? null : JSON.stringify(result.share),
            revision: await readRevision(tx, id),
            problem: null,
          };
    await tx
      .update(plans)
      .set({ ...set, owner: null, ownedUntil: null })
      .where(eq(plans.id, id));
  });
}

/** One parameter for each column: a statement with one for each value would take several times as long. */
async function insertRows(tx: Queries, id: string, rows: readonly DraftRow[]): Promise<void> {
  const column = (type: 'int' | 'text' | 'uuid', of: (row: DraftRow) => string | number | undefined): SQL =>
    sql`${sql.param(rows.map((row) => of(row) ?? null))}::${sql.raw(type)}[]`;
  const json = (value: unknown): string | undefined =>
    value === null || value === undefined ? undefined : JSON.stringify(value);
  const columns = [
    column('int', ({ row }) => row),
    column('text', ({ key }) => key),
    column('text', ({ kind }) => kind),
    column('text', ({ action }) => action),
    column('text', ({ decision }) => decision),
    column('int', ({ phase }) => phase),
    column('int', rankOf),
    column('text', ({ now }) => json(now)),
    column('text', ({ target }) => json(target)),
    column('text', ({ settings }) => json(settings)),
    column('text', ({ token }) => token),
    column('uuid', ({ undoes }) => undoes),
    column('text', ({ twin }) => json(twin)),
    column('text', ({ needs }) => json(needs)),
    column('text', ({ findings }) => json(findings)),
    column('text', ({ problem }) => json(problem)),
    column('text', ({ findings }) => [...toNamedLevels(findings).keys()].join(' ')),
    column('text', ({ findings }) => [...toNamedLevels(findings).values()].join(' ')),
    column('text', (row) => (unplanned.includes(row.kind) ? undefined : json(toChangeGroup(row)))),
  ];
  await tx.execute(sql`
    INSERT INTO ${planRows} (plan_id, "row", key, kind, action, decision, phase, rank, "now", target, settings, token,
      undoes, twin, needs, findings, problem, finding_names, finding_levels, change_group)
    SELECT ${id}::uuid, place, key, kind, action, decision, phase, rank, link, target, settings, token, undoes, twin, needs,
      findings, problem, string_to_array(names, ' '), string_to_array(levels, ' ')::smallint[], change_group
    FROM unnest(${sql.join(columns, sql`, `)}) AS drafted
      (place, key, kind, action, decision, phase, rank, link, target, settings, token, undoes, twin, needs, findings, problem, names,
        levels, change_group)
    ON CONFLICT (plan_id, "row") DO NOTHING`);
}

/** A hash of what the rows say: equal content has equal revisions, whatever edits led to it. */
async function readRevision(tx: Queries, id: string): Promise<string> {
  const content = sql`json_build_array(key, action, decision, target, settings, token, undoes, twin, needs)::text`;
  const { rows } = await tx.execute<{ revision: string }>(sql`
    SELECT left(encode(sha256(coalesce(string_agg(convert_to(${content}, 'UTF8'), '\n' ORDER BY "row"), '')), 'hex'), 32)
      AS revision
    FROM ${planRows} WHERE plan_id = ${id}`);
  return rows[0]?.revision ?? '';
}

interface Edit {
  id: string;
  revision: string;
  rows: EditedRows;
  decision: PlanDecision;
}

/** Kinds of rows for which nothing is planned. */
const unplanned: PlanRowKind[] = ['alone', 'unchanged', 'skipped'];

/** Changes decisions of an open plan that still has this revision. */
export function editPlan(db: NodePgDatabase, { id, revision, rows, decision }: Edit): Promise<EditResult> {
  return whileOpen(db, { id, revision }, async (tx) => {
    await tx
      .update(planRows)
      .set({ decision })
      .where(
        and(
          eq(planRows.planId, id),
          toEditCondition(rows),
          sql`${planRows.decision} <> ${decision}`,
          // Nothing can be written for a row that nothing was planned for, or that could not be read.
          decision === 'leave'
            ? undefined
            : and(notInArray(planRows.kind, unplanned), isNull(planRows.problem)),
          decision === 'remove' ? isNotNull(planRows.now) : undefined,
        ),
      );
    await tx
      .update(plans)
      .set({ revision: await readRevision(tx, id) })
      .where(eq(plans.id, id));
  });
}

function toEditCondition(rows: EditedRows): SQL {
  switch (rows.by) {
    case 'row':
      return sql`${planRows.row} = ANY(${sql.param(rows.rows)}::int[])`;
    case 'kind':
      return eq(planRows.kind, rows.kind);
    case 'finding':
      return hasFinding(rows.name);
    case 'group':
      return isInGroup(rows.group);
  }
}

/** Rows with a finding of this name. */
export function hasFinding(name: string): SQL {
  return name.includes('\0') ? sql`false` : sql`${name} = ANY(${planRows.findingNames})`;
}

/** An address of a group: what its rows have in common, as a hash. */
export const groupId = sql<string>`left(md5(${planRows.changeGroup}), 12)`;

export const isInGroup = (id: string): SQL => (id.includes('\0') ? sql`false` : sql`${groupId} = ${id}`);

interface Start {
  id: string;
  revision: string;
  terms: ApplyTerms;
}

/** Starts an open plan that still has this revision. Its rows wait since they were drafted. */
export function startPlan(db: NodePgDatabase, { id, revision, terms }: Start): Promise<EditResult> {
  return whileOpen(db, { id, revision }, async (tx) => {
    await tx
      .update(planRows)
      .set({ outcome: 'left-out' })
      .where(and(eq(planRows.planId, id), eq(planRows.decision, 'leave')));
    await tx
      .update(plans)
      .set({
        state: 'applying',
        accept: JSON.stringify(terms.accept),
        onDrift: terms.onDrift,
        appliedBy: JSON.stringify(terms.actor),
        appliedAt: new Date(terms.appliedAt),
        ...(terms.reason === undefined ? {} : { reason: toStoredReason(terms.reason) }),
        // Whatever set the links that are taken back must not set them again unasked.
        heldPrefix: sql`CASE WHEN ${plans.rollsBack} IS NULL THEN NULL ELSE ${await readFolder(tx, id)}::text END`,
      })
      .where(eq(plans.id, id));
    await auditApply(tx, id, terms);
  });
}

/** The folder that holds all keys that are written. */
async function readFolder(tx: Queries, id: string): Promise<string> {
  const [ends] = await tx
    .select({
      first: sql<string | null>`min(${planRows.key})`,
      last: sql<string | null>`max(${planRows.key})`,
    })
    .from(planRows)
    .where(and(eq(planRows.planId, id), ne(planRows.decision, 'leave')));
  return commonFolder([ends?.first ?? '', ends?.last ?? '']);
}

async function whileOpen(
  db: NodePgDatabase,
  { id, revision }: { id: string; revision: string },
  work: (tx: Queries) => Promise<void>,
): Promise<EditResult> {
  if (!isUuid(id)) return 'missing';
  return db.transaction(async (tx) => {
    const [plan] = await tx
      .select({ state: plans.state, revision: plans.revision })
      .from(plans)
      .where(eq(plans.id, id))
      .for('update');
    if (plan === undefined) return 'missing';
    if (plan.state !== 'open') return 'not-open';
    if (plan.revision !== revision) return 'changed';
    await work(tx);
    return 'done';
  });
}
