import type { AuditEvent } from '../audit/audit-log.ts';
import type { OperationContext } from './operation.ts';

/** What the request itself does not tell; `connection` is a name. */
export type EventParts = Omit<AuditEvent, 'at' | 'actor' | 'requestId' | 'address'>;

/** Who is known to ask, and what for: as much as there is of a request before its handler runs. */
export type Asker = Pick<OperationContext, 'permit' | 'services' | 'origin'>;

/** Records what the caller of this request does. Throws `database-unavailable`. */
export function recordEvent({ permit, services, origin }: Asker, parts: EventParts): Promise<void> {
  const { connection: name } = parts;
  const known = services.connections.list().find(({ config }) => config.name === name);
  return services.audit.record({
    at: services.now().toISOString(),
    actor: permit.actor,
    ...parts,
    ...(name === undefined ? {} : { connection: known?.config.id ?? name }),
    ...origin,
  });
}

/** Records what has happened already: it stays done, or refused, where that fails. */
export async function recordAfter(
  asker: Asker & Pick<OperationContext, 'log'>,
  parts: EventParts,
): Promise<void> {
  try {
    await recordEvent(asker, parts);
  } catch (error) {
    asker.log.error({ err: error, action: parts.action }, 'an event of the audit log was lost');
  }
}
