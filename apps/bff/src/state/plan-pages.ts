import {
  planGroupSchema,
  type PlanDecision,
  type PlanGroup,
  type PlanRowKind,
  type PlanRowOutcome,
} from '@signpost/api-contract';
import { and, asc, desc, eq, inArray, isNotNull, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { LRUCache } from 'lru-cache';
import type { Page, PageRequest } from '../changes/change-log.ts';
import type {
  FindingSum,
  ListedPlan,
  PlanFilter,
  PlanSums,
  RowFilter,
  StoredRow,
} from '../plans/plan-store.ts';
import * as z from 'zod/mini';
import { acceptName } from '@signpost/link-model/write';
import { groupId, hasFinding, isInGroup } from './plan-drafts.ts';
import {
  blockedRank,
  findingsSchema,
  fromPlanColumns,
  fromRowColumns,
  toLevel,
  toLevelNumber,
} from './plan-row.ts';
import { planRows, plans } from './schema/tables.ts';
import { isStorable, isUuid } from './storable.ts';

function willWrite(key: string): SQL | undefined {
  const rowsOfKey = sql`SELECT ${planRows.planId} FROM ${planRows} WHERE ${planRows.key} = ${key} AND ${planRows.decision} <> 'leave'`;
  return and(inArray(plans.state, unfinished), sql`${plans.id} IN (${rowsOfKey})`);
}

/** States of plans that somebody may still apply, or that are applied. */
const unfinished = ['open', 'applying', 'paused'] as const;

/** Plans, newest first, with the counts of their rows. */
export async function readPlans(
  db: NodePgDatabase,
  filter: PlanFilter,
  { cursor, limit }: PageRequest,
): Promise<Page<ListedPlan>> {
  const { connection, ids, bucket, state, writes } = filter;
  if (!isStorable(bucket, writes)) return { items: [] };
  const found = await db
    .select()
    .from(plans)
    .where(
      and(
        eq(plans.connectionId, connection),
        ids === undefined ? undefined : inArray(plans.id, ids.filter(isUuid)),
        bucket === undefined ? undefined : eq(plans.bucket, bucket),
        state === undefined ? undefined : eq(plans.state, state),
        writes === undefined ? undefined : willWrite(writes),
        cursor === undefined ? undefined : lt(plans.seq, Number(cursor)),
      ),
    )
    .orderBy(desc(plans.seq))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const counts = await db
    .select({
      plan: planRows.planId,
      outcome: planRows.outcome,
      rows,
      written: sql<number>`(count(*) FILTER (WHERE ${planRows.decision} <> 'leave'))::int`,
    })
    .from(planRows)
    .where(
      inArray(
        planRows.planId,
        shown.map(({ id }) => id),
      ),
    )
    .groupBy(planRows.planId, planRows.outcome);
  const items = shown.map((plan) => {
    const own = counts.filter((count) => count.plan === plan.id);
    return {
      ...fromPlanColumns(plan),
      rows: own.reduce((sum, count) => sum + count.rows, 0),
      written: own.reduce((sum, count) => sum + count.written, 0),
      outcomes: Object.fromEntries(own.map((count) => [count.outcome, count.rows])),
    };
  });
  const last = found.length > limit ? shown.at(-1) : undefined;
  return last === undefined ? { items } : { items, nextCursor: String(last.seq) };
}

const rows = sql<number>`count(*)::int`;

/** Above every place, so that rank and place make one number. */
const rankStep = 10_000_000_000;

/** Rows of a plan, worst first. */
export async function readRows(
  db: NodePgDatabase,
  wanted: { id: string; filter: RowFilter },
  { cursor, limit }: PageRequest,
): Promise<Page<StoredRow> & { total: number }> {
  if (!isUuid(wanted.id)) return { items: [], total: 0 };
  const condition = toCondition(wanted.id, wanted.filter);
  const after = cursor === undefined ? undefined : behind(Number(cursor));
  const [found, counted] = await Promise.all([
    db
      .select()
      .from(planRows)
      .where(and(condition, after))
      .orderBy(asc(planRows.rank), asc(planRows.row))
      .limit(limit + 1),
    db.select({ rows }).from(planRows).where(condition),
  ]);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(fromRowColumns),
    total: counted[0]?.rows ?? 0,
    ...(last === undefined ? {} : { nextCursor: String(last.rank * rankStep + last.row) }),
  };
}

function behind(position: number): SQL {
  const rank = Math.floor(position / rankStep);
  return sql`(${planRows.rank}, ${planRows.row}) > (${rank}::int, ${position % rankStep}::bigint)`;
}

function toCondition(
  id: string,
  { kind, decision, outcome, finding, group, contains }: RowFilter,
): SQL | undefined {
  if (!isStorable(contains)) return sql`false`;
  return and(
    eq(planRows.planId, id),
    kind === undefined ? undefined : eq(planRows.kind, kind),
    decision === undefined ? undefined : eq(planRows.decision, decision),
    outcome === undefined ? undefined : eq(planRows.outcome, outcome),
    finding === undefined ? undefined : hasFinding(finding),
    group === undefined ? undefined : isInGroup(group),
    // Keys are in the order of bytes, whose lower() knows ASCII only.
    contains === undefined || contains === ''
      ? undefined
      : sql`strpos(lower(${planRows.key} COLLATE "default"), lower(${contains}::text)) > 0`,
  );
}

/** Findings of plans that were applied or given up, by plan: nothing changes them any more. */
export type FinalFindings = LRUCache<string, FindingSum[]>;

export const createFinalFindings = (): FinalFindings => new LRUCache({ max: 100 });

/** Everything that is counted of a plan. */
export async function readSums(
  db: NodePgDatabase,
  id: string,
  finalFindings: FinalFindings,
): Promise<PlanSums> {
  const sums: PlanSums = {
    rows: 0,
    decisions: {},
    kinds: {},
    outcomes: {},
    findings: [],
    blocked: 0,
    settledLastMinute: 0,
  };
  if (!isUuid(id)) return sums;
  const { kind, decision, action, outcome, rank, settledAt } = planRows;
  const [counts, findings] = await Promise.all([
    db
      .select({
        kind: kind as unknown as SQL<PlanRowKind>,
        decision: decision as unknown as SQL<PlanDecision>,
        action: action as unknown as SQL<StoredRow['action']>,
        outcome: outcome as unknown as SQL<PlanRowOutcome>,
        rows,
        blocked: sql<number>`(count(*) FILTER (WHERE ${rank} = ${blockedRank} AND ${decision} = 'write'))::int`,
        settled: sql<number>`(count(*) FILTER (WHERE ${settledAt} > now() - interval '1 minute'))::int`,
      })
      .from(planRows)
      .where(eq(planRows.planId, id))
      .groupBy(kind, decision, action, outcome),
    readFindingsOnce(db, id, finalFindings),
  ]);
  for (const count of counts) {
    const actions = (sums.decisions[count.decision] ??= {});
    actions[count.action] = (actions[count.action] ?? 0) + count.rows;
    sums.kinds[count.kind] = (sums.kinds[count.kind] ?? 0) + count.rows;
    sums.outcomes[count.outcome] = (sums.outcomes[count.outcome] ?? 0) + count.rows;
    sums.rows += count.rows;
    sums.blocked += count.blocked;
    sums.settledLastMinute += count.settled;
  }
  return { ...sums, findings };
}

/** A plan that is applied is asked for again and again, and each time all its rows would have to be read. */
async function readFindingsOnce(
  db: NodePgDatabase,
  id: string,
  finalFindings: FinalFindings,
): Promise<FindingSum[]> {
  const known = finalFindings.get(id);
  if (known !== undefined) return known;
  const [plan] = await db.select({ state: plans.state }).from(plans).where(eq(plans.id, id));
  const findings = await readFindings(db, id);
  if (plan !== undefined && plan.state !== 'drafting' && plan.state !== 'open')
    finalFindings.set(id, findings);
  return findings;
}

async function readFindings(db: NodePgDatabase, id: string): Promise<FindingSum[]> {
  const isWritten = sql`FILTER (WHERE decision = 'write')`;
  const { rows: groups } = await db.execute<{
    name: string;
    level: number;
    rows: number;
    written: number;
    first: number;
  }>(sql`
    SELECT name, coalesce(min(level) ${isWritten}, min(level)) AS level, count(*)::int AS rows,
      (count(*) ${isWritten})::int AS written, coalesce(min("row") ${isWritten}, min("row")) AS first
    FROM ${planRows} CROSS JOIN LATERAL unnest(finding_names, finding_levels) AS finding (name, level)
    WHERE plan_id = ${id} GROUP BY name`);
  if (groups.length === 0) return [];
  const examples = await db
    .select({ row: planRows.row, key: planRows.key, findings: planRows.findings })
    .from(planRows)
    .where(
      and(
        eq(planRows.planId, id),
        inArray(
          planRows.row,
          groups.map(({ first }) => first),
        ),
      ),
    );
  return groups
    .flatMap(({ name, level, first, ...counted }) => {
      const example = examples.find(({ row }) => row === first);
      // Absent where the rows were replaced between the two queries.
      const finding = findingsSchema
        .parse(JSON.parse(example?.findings ?? '[]'))
        .find((each) => acceptName(each) === name);
      if (example === undefined || finding === undefined) return [];
      return { name, level: toLevel(level), ...counted, first: { row: first, key: example.key, finding } };
    })
    .toSorted((a, b) => toLevelNumber(a.level) - toLevelNumber(b.level) || (a.name < b.name ? -1 : 1));
}

const changeGroupSchema = z.pick(planGroupSchema, { action: true, from: true, to: true, names: true });
const mostGroups = 100;
/** Their JSON begins with the action. It is not parsed, since folders may hold what PostgreSQL cannot decode. */
const destroying = '{"action":"delete%';

/** Rows that make the same change, destroying ones first. */
export async function readGroups(db: NodePgDatabase, id: string): Promise<PlanGroup[]> {
  if (!isUuid(id)) return [];
  const found = await db
    .select({
      id: groupId,
      common: sql<string>`min(${planRows.changeGroup})`,
      rows,
      written: sql<number>`(count(*) FILTER (WHERE ${planRows.decision} = 'write'))::int`,
    })
    .from(planRows)
    .where(and(eq(planRows.planId, id), isNotNull(planRows.changeGroup)))
    .groupBy(groupId)
    .orderBy(sql`min(${planRows.changeGroup}) NOT LIKE ${destroying}`, desc(rows), groupId)
    .limit(mostGroups);
  return found.map(({ common, ...counted }) => ({
    ...changeGroupSchema.parse(JSON.parse(common)),
    ...counted,
  }));
}

/** Other plans of the bucket that would write keys which this one writes. */
export async function readOverlaps(
  db: NodePgDatabase,
  id: string,
): Promise<{ id: string; number: number; keys: number }[]> {
  if (!isUuid(id)) return [];
  const others = await db
    .select({ id: plans.id })
    .from(plans)
    .where(
      and(
        sql`(${plans.connectionId}, ${plans.bucket}) = (SELECT own.connection_id, own.bucket FROM ${plans} AS own WHERE own.id = ${id})`,
        inArray(plans.state, unfinished),
        ne(plans.id, id),
      ),
    );
  if (others.length === 0) return [];
  const { rows: found } = await db.execute<{ id: string; number: number; keys: number }>(sql`
    SELECT plan.id, plan.number, count(*)::int AS keys
    FROM ${planRows} AS own
    JOIN ${planRows} AS other ON other.key = own.key AND other.decision <> 'leave'
    JOIN ${plans} AS plan ON plan.id = other.plan_id
    WHERE own.plan_id = ${id} AND own.decision <> 'leave'
      AND other.plan_id = ANY(${sql.param(others.map((other) => other.id))}::uuid[])
    GROUP BY plan.id, plan.number ORDER BY plan.number`);
  return found;
}
