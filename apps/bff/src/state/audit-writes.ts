import { changeActionSchema } from '@signpost/api-contract';
import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { toWriteAction } from '../audit/audit-actions.ts';
import type { AuditEvent, AuditOutcome } from '../audit/audit-log.ts';
import type { Outcome } from '../changes/change-log.ts';
import type { Queries } from './queries.ts';
import { changes } from './schema/tables.ts';
import { isUuid } from './storable.ts';

const outcomeOf: Readonly<Record<Outcome['outcome'], AuditOutcome>> = {
  applied: 'done',
  failed: 'failed',
  unknown: 'unknown',
};

const columns = {
  id: changes.id,
  outcome: changes.outcome,
  actorKind: changes.actorKind,
  actorId: changes.actorId,
  actorName: changes.actorName,
  action: changes.action,
  connectionId: changes.connectionId,
  bucket: changes.bucket,
  key: changes.key,
  requestId: changes.requestId,
  address: changes.address,
  reason: changes.reason,
};
type AuditedChange = Pick<typeof changes.$inferSelect, keyof typeof columns>;

/** The changes of which the audit log tells: made alone, since a plan is one event, and no invention of the demo. */
function areAudited(ids: readonly string[]): SQL | undefined {
  return and(
    inArray(changes.id, ids.filter(isUuid)),
    eq(changes.groupId, changes.id),
    isNull(changes.origin),
  );
}

export async function isAnyAudited(db: Queries, ids: readonly string[]): Promise<boolean> {
  const [found] = await db.select({ id: changes.id }).from(changes).where(areAudited(ids)).limit(1);
  return found !== undefined;
}

/** Those changes before their outcomes are recorded; nobody else records one until the transaction ends. */
export function readAudited(tx: Queries, ids: readonly string[]): Promise<AuditedChange[]> {
  return tx.select(columns).from(changes).where(areAudited(ids)).orderBy(changes.seq).for('no key update');
}

/** An event for each outcome that is another one than before: an unknown one is looked at again and again. */
export function toWriteEvents(before: readonly AuditedChange[], outcomes: readonly Outcome[]): AuditEvent[] {
  return outcomes.flatMap((outcome) => {
    const change = before.find(({ id }) => id === outcome.id);
    return change === undefined || change.outcome === outcome.outcome ? [] : [toWriteEvent(change, outcome)];
  });
}

function toWriteEvent(change: AuditedChange, outcome: Outcome): AuditEvent {
  const problem = outcome.problem?.code;
  return {
    at: outcome.at,
    actor: {
      kind: change.actorKind as AuditEvent['actor']['kind'],
      id: change.actorId,
      name: change.actorName,
    },
    action: toWriteAction(changeActionSchema.parse(change.action)),
    outcome: outcomeOf[outcome.outcome],
    connection: change.connectionId,
    bucket: change.bucket,
    key: change.key,
    change: change.id,
    ossRequestId: outcome.ossRequestId,
    requestId: change.requestId ?? undefined,
    address: change.address ?? undefined,
    reason: change.reason ?? undefined,
    ...(problem === undefined ? {} : { details: { problem } }),
  };
}
