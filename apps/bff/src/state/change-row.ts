import { keyStateSchema, linkDraftSchema, changeActionSchema } from '@signpost/api-contract';
import { restoreTiers } from '@signpost/oss-protocol/rules';
import * as z from 'zod/mini';
import type { Intended, Intent, Outcome, Recorded, RequestOrigin } from '../changes/change-log.ts';
import type { changes } from './schema/tables.ts';

export type ChangeRow = typeof changes.$inferSelect;
export type NewChangeRow = typeof changes.$inferInsert;

/** Version of the shapes stored in `before`, `intended`, `after` and `problem`. */
const rowVersion = 1;

const intendedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('link'), link: linkDraftSchema }),
  z.object({
    kind: z.literal('object'),
    size: z.exactOptional(z.number()),
    contentType: z.exactOptional(z.string()),
    copyOf: z.exactOptional(z.object({ key: z.string(), etag: z.string(), size: z.number() })),
  }),
  z.object({
    kind: z.literal('restored'),
    storageClass: z.enum(['Archive', 'ColdArchive', 'DeepColdArchive']),
    days: z.number(),
    tier: z.exactOptional(z.enum(restoreTiers)),
    readableUntil: z.exactOptional(z.string()),
  }),
]);
const problemSchema = z.object({ code: z.string(), detail: z.exactOptional(z.string()) });
const versioningSchema = z.enum(['never', 'enabled', 'suspended', 'unknown']);
const actorKindSchema = z.enum(['person', 'token', 'system']);
const outcomeSchema = z.enum(['pending', 'applied', 'failed', 'unknown']);

/** Turns an intent into the row that is inserted for it. */
export function toRow(intent: Intent): NewChangeRow {
  const { actor, group, connection, before, intended, at, request, ...rest } = intent;
  return {
    ...rest,
    // PostgreSQL stores no NUL.
    ...(rest.reason === undefined ? {} : { reason: rest.reason.replaceAll('\0', '\u{FFFD}') }),
    rowVersion,
    connectionId: connection,
    groupId: group,
    at: new Date(at),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    requestId: request?.requestId ?? null,
    address: request?.address ?? null,
    before: JSON.stringify(before),
    intended: JSON.stringify(intended satisfies Intended),
  };
}

/** The columns an outcome sets; those it does not name are emptied, since the last outcome counts. */
export function toOutcomeColumns(outcome: Outcome): Partial<NewChangeRow> {
  const { at, after, problem, mayArriveUntil } = outcome;
  return {
    outcome: outcome.outcome,
    outcomeAt: new Date(at),
    after: after === undefined ? null : JSON.stringify(after),
    ossRequestId: outcome.ossRequestId ?? null,
    versionId: outcome.versionId ?? null,
    problem: problem === undefined ? null : JSON.stringify(problem),
    mayArriveUntil: mayArriveUntil === undefined ? null : new Date(mayArriveUntil),
    overwrittenBy: outcome.overwrittenBy ?? null,
    overtook: outcome.overtook ?? null,
    overtakenBy: outcome.overtakenBy ?? null,
  };
}

/** Reads a row back. Throws when it is not what this version, or an earlier one, wrote. */
export function fromRow(row: ChangeRow): Recorded {
  if (row.rowVersion > rowVersion)
    throw new Error(`Change ${row.id} has row version ${row.rowVersion}; this Signpost knows ${rowVersion}`);
  const intent: Intent = {
    id: row.id,
    connection: row.connectionId,
    group: row.groupId,
    bucket: row.bucket,
    key: row.key,
    action: changeActionSchema.parse(row.action),
    ...(row.undoes === null ? {} : { undoes: row.undoes }),
    at: row.at.toISOString(),
    actor: { kind: actorKindSchema.parse(row.actorKind), id: row.actorId, name: row.actorName },
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.requestId === null ? {} : { request: toRequest(row.requestId, row.address) }),
    before: keyStateSchema.parse(JSON.parse(row.before)),
    intended: intendedSchema.parse(JSON.parse(row.intended)),
    ...(row.removesVersion === null ? {} : { removesVersion: row.removesVersion }),
    versioning: versioningSchema.parse(row.versioning),
    ...(row.origin === 'demo' ? { origin: row.origin } : {}),
  };
  const outcome = readOutcome(row);
  return outcome === undefined ? { intent } : { intent, outcome };
}

function toRequest(requestId: string, address: string | null): RequestOrigin {
  return address === null ? { requestId } : { requestId, address };
}

function readOutcome(row: ChangeRow): Outcome | undefined {
  const outcome = outcomeSchema.parse(row.outcome);
  if (outcome === 'pending' || row.outcomeAt === null) return undefined;
  return {
    id: row.id,
    at: row.outcomeAt.toISOString(),
    outcome,
    ...(row.after === null ? {} : { after: keyStateSchema.parse(JSON.parse(row.after)) }),
    ...(row.ossRequestId === null ? {} : { ossRequestId: row.ossRequestId }),
    ...(row.versionId === null ? {} : { versionId: row.versionId }),
    ...(row.problem === null ? {} : { problem: problemSchema.parse(JSON.parse(row.problem)) }),
    ...(row.mayArriveUntil === null ? {} : { mayArriveUntil: row.mayArriveUntil.toISOString() }),
    ...(row.overwrittenBy === null ? {} : { overwrittenBy: row.overwrittenBy }),
    ...(row.overtook === null ? {} : { overtook: row.overtook }),
    ...(row.overtakenBy === null ? {} : { overtakenBy: row.overtakenBy }),
  };
}
