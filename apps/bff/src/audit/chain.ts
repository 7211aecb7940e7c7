import { createHash } from 'node:crypto';
import type { Actor } from '../auth/permit.ts';
import type { AuditDetails, AuditEvent, ChainedEvent, ChainPoint, RecordedEvent } from './audit-log.ts';

/** Where a chain begins that nothing was removed from. */
export const genesis: ChainPoint = { sequence: 0, hash: '0'.repeat(64) };

/** Signpost itself, where nobody asked for what is recorded. */
export const systemActor: Actor = { kind: 'system', id: 'signpost', name: 'Signpost' };

/** A kept event before it has its hash. */
type Unhashed = Omit<ChainedEvent, 'hash'>;

/** Events in the form in which they are kept, each with the hash that ties it to the one before. */
export function chainEvents(head: ChainPoint, events: readonly AuditEvent[]): ChainedEvent[] {
  let { sequence, hash } = head;
  return events.map((event) => {
    sequence += 1;
    const kept = { ...toKept(event), sequence };
    hash = hashEvent(hash, kept);
    return { ...kept, hash };
  });
}

/** SHA-256 over the hash before and every member of the event, in an order that never changes. */
export function hashEvent(previous: string, event: Unhashed): string {
  const { actor } = event;
  const members = [
    // Version of this list: a member that comes later makes another one.
    1,
    event.sequence,
    event.at,
    actor.kind,
    actor.id,
    actor.name,
    event.action,
    event.outcome,
    event.connection ?? null,
    event.bucket ?? null,
    event.key ?? null,
    event.change ?? null,
    event.ossRequestId ?? null,
    event.requestId ?? null,
    event.address ?? null,
    event.reason ?? null,
    event.details ?? null,
  ];
  return createHash('sha256')
    .update(`${previous}\n${JSON.stringify(members)}`)
    .digest('hex');
}

/** A point of the chain as one word, as it is printed and given back. */
export function formatPoint({ sequence, hash }: ChainPoint): string {
  return `${sequence}:${hash}`;
}

/** Reads what {@link formatPoint} wrote; undefined for any other text. */
export function parsePoint(text: string): ChainPoint | undefined {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return sequence === undefined || hash === undefined ? undefined : { sequence: Number(sequence), hash };
}

/** A kept event as it is read. */
export function toRecorded({ details, ...event }: ChainedEvent): RecordedEvent {
  return details === undefined ? event : { ...event, details: JSON.parse(details) as AuditDetails };
}

/** Only what can be kept is hashed: neither PostgreSQL nor UTF-8 holds every string. */
function toKept(event: AuditEvent): Omit<Unhashed, 'sequence'> {
  const { actor, details } = event;
  const optional = {
    connection: event.connection,
    bucket: event.bucket,
    key: event.key,
    change: event.change,
    ossRequestId: event.ossRequestId,
    requestId: event.requestId,
    address: event.address,
    reason: event.reason,
    details: details === undefined ? undefined : formatDetails(details),
  };
  const given = Object.entries(optional).filter(([, text]) => text !== undefined);
  return {
    at: new Date(event.at).toISOString(),
    actor: { kind: actor.kind, id: toStorable(actor.id), name: toStorable(actor.name) },
    action: toStorable(event.action),
    outcome: event.outcome,
    ...Object.fromEntries(given.map(([name, text]) => [name, toStorable(text ?? '')])),
  };
}

function formatDetails(details: AuditDetails): string {
  const sorted = Object.entries(details).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}

function toStorable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{FFFD}');
}
