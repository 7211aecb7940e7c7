import type { AuditOutcome, ChainedEvent } from '../audit/audit-log.ts';
import type { Actor } from '../auth/permit.ts';
import type { auditEvents } from './schema/tables.ts';

export type AuditColumns = typeof auditEvents.$inferSelect;

/** The row of an event that has its place in the chain. */
export function toAuditColumns(event: ChainedEvent): typeof auditEvents.$inferInsert {
  const { sequence, at, actor, connection, change, ...rest } = event;
  return {
    ...rest,
    seq: sequence,
    at: new Date(at),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    connectionId: connection ?? null,
    changeId: change ?? null,
  };
}

/**
 * Reads a row back. Nothing is parsed: a forged row is for the check of the chain to find.
 * @param at its time as the database has it, to the microsecond
 */
export function fromAuditColumns(row: AuditColumns, at = row.at.toISOString()): ChainedEvent {
  const optional = {
    connection: row.connectionId,
    bucket: row.bucket,
    key: row.key,
    change: row.changeId,
    ossRequestId: row.ossRequestId,
    requestId: row.requestId,
    address: row.address,
    reason: row.reason,
    details: row.details,
  };
  return {
    sequence: row.seq,
    at,
    actor: { kind: row.actorKind as Actor['kind'], id: row.actorId, name: row.actorName },
    action: row.action,
    outcome: row.outcome as AuditOutcome,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
    hash: row.hash,
  };
}
