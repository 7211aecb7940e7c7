import {
  findingSchema,
  keptSourceSchema,
  linkSettingsSchema,
  planActionSchema,
  planDecisionSchema,
  planOriginSchema,
  planRowKindSchema,
  planRowOutcomeSchema,
  planStateSchema,
} from '@signpost/api-contract';
import { acceptName, findingLevels, type Finding, type FindingLevel } from '@signpost/link-model/write';
import * as z from 'zod/mini';
import type { Actor } from '../auth/permit.ts';
import type { DraftRow, NewPlan, StoredPlan, StoredRow } from '../plans/plan-store.ts';
import type { planRows, plans } from './schema/tables.ts';

type PlanColumns = typeof plans.$inferSelect;
type RowColumns = typeof planRows.$inferSelect;

/** Version of the shapes that are kept as JSON in a plan and its rows. */
const rowVersion = 1;

const actorSchema = z.object({
  kind: z.enum(['person', 'token', 'system']),
  id: z.string(),
  name: z.string(),
});
const draftSourceSchema = z.union([
  keptSourceSchema,
  z.object({ kind: z.literal('roll-back'), plan: z.string() }),
]);
const planProblemSchema = z.object({
  code: z.string(),
  ossRequestId: z.exactOptional(z.string()),
  retryAt: z.exactOptional(z.string()),
});
const rowProblemSchema = z.object({ code: z.string(), ossRequestId: z.exactOptional(z.string()) });
const shareSchema = z.object({ prefix: z.string(), links: z.number() });
const onDriftSchema = z.enum(['skip', 'stop']);
const acceptSchema = z.array(z.string());
const targetSchema = z.string();
const twinSchema = z.object({
  key: z.string(),
  etag: z.string(),
  size: z.number(),
  crc64: z.exactOptional(z.string()),
});
const keysSchema = z.array(z.string());
export const findingsSchema = z.array(findingSchema);

/** The columns of a plan that is about to be drafted. */
export function toPlanColumns(plan: NewPlan, id: string, number: number): typeof plans.$inferInsert {
  const { connection, bucket, source, origin, createdAt, actor, reason } = plan;
  return {
    id,
    rowVersion,
    connectionId: connection,
    number,
    bucket,
    source: JSON.stringify(source),
    rollsBack: source.kind === 'roll-back' ? source.plan : null,
    origin: JSON.stringify(origin),
    createdAt: new Date(createdAt),
    actor: JSON.stringify(actor satisfies Actor),
    reason: toStoredReason(reason),
  };
}

/** PostgreSQL stores no NUL. */
export function toStoredReason(reason: string | undefined): string | null {
  return reason?.replaceAll('\0', '\u{FFFD}') ?? null;
}

/** Reads a plan back. Throws when it is not what this version, or an earlier one, wrote. */
export function fromPlanColumns(row: PlanColumns): StoredPlan {
  if (row.rowVersion > rowVersion)
    throw new Error(`Plan ${row.id} has row version ${row.rowVersion}; this Signpost knows ${rowVersion}`);
  return {
    id: row.id,
    number: row.number,
    connection: row.connectionId,
    bucket: row.bucket,
    source: draftSourceSchema.parse(JSON.parse(row.source)),
    origin: planOriginSchema.parse(JSON.parse(row.origin)),
    state: planStateSchema.parse(row.state),
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    actor: actorSchema.parse(JSON.parse(row.actor)),
    ...(row.reason === null ? {} : { reason: row.reason }),
    accept: acceptSchema.parse(JSON.parse(row.accept)),
    onDrift: onDriftSchema.parse(row.onDrift),
    ...(row.appliedBy === null ? {} : { appliedBy: actorSchema.parse(JSON.parse(row.appliedBy)) }),
    ...(row.appliedAt === null ? {} : { appliedAt: row.appliedAt.toISOString() }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt.toISOString() }),
    ...(row.problem === null ? {} : { problem: planProblemSchema.parse(JSON.parse(row.problem)) }),
    ...(row.heldPrefix === null ? {} : { heldPrefix: row.heldPrefix }),
    ...(row.share === null ? {} : { share: shareSchema.parse(JSON.parse(row.share)) }),
  };
}

/** Reads a row back. Throws when it is not what this version, or an earlier one, wrote. */
export function fromRowColumns(row: RowColumns): StoredRow {
  return {
    row: row.row,
    key: row.key,
    kind: planRowKindSchema.parse(row.kind),
    action: planActionSchema.parse(row.action),
    decision: planDecisionSchema.parse(row.decision),
    phase: row.phase,
    now: row.now === null ? null : targetSchema.parse(JSON.parse(row.now)),
    target: row.target === null ? null : targetSchema.parse(JSON.parse(row.target)),
    ...(row.settings === null ? {} : { settings: linkSettingsSchema.parse(JSON.parse(row.settings)) }),
    ...(row.token === null ? {} : { token: row.token }),
    ...(row.undoes === null ? {} : { undoes: row.undoes }),
    ...(row.twin === null ? {} : { twin: twinSchema.parse(JSON.parse(row.twin)) }),
    ...(row.needs === null ? {} : { needs: keysSchema.parse(JSON.parse(row.needs)) }),
    findings: findingsSchema.parse(JSON.parse(row.findings)),
    outcome: planRowOutcomeSchema.parse(row.outcome),
    ...(row.changeId === null ? {} : { change: row.changeId }),
    ...(row.problem === null ? {} : { problem: rowProblemSchema.parse(JSON.parse(row.problem)) }),
  };
}

/** Worst first: the four levels that ask for attention, then deletes, then the others. */
export function rankOf({ action, findings }: Pick<DraftRow, 'action' | 'findings'>): number {
  const worst = Math.min(...findings.map(({ level }) => toLevelNumber(level)));
  if (worst < toLevelNumber('note')) return worst;
  return action === 'delete' || action === 'delete-object' ? 4 : 5;
}

/** Rank of rows that cannot be written as they are. */
export const blockedRank = 0;

/** Levels as numbers, worst lowest. */
export function toLevelNumber(level: FindingLevel): number {
  return findingLevels.indexOf(level);
}

export function toLevel(number: number): FindingLevel {
  const level = findingLevels[number];
  if (level === undefined) throw new Error(`No finding has level ${number}`);
  return level;
}

/** Each name once, with its worst level. Names hold no blank. */
export function toNamedLevels(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const finding of findings) {
    const name = acceptName(finding);
    const level = toLevelNumber(finding.level);
    levels.set(name, Math.min(level, levels.get(name) ?? level));
  }
  return levels;
}
