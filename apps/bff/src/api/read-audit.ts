import type { AuditEvent } from '@signpost/api-contract';
import type { AuditFilter, RecordedEvent } from '../audit/audit-log.ts';
import type { Page, PageRequest } from '../changes/change-log.ts';
import type { OperationContext } from './operation.ts';
import { readVisible } from './read-visible.ts';

/**
 * A page of the events that the actor may read, newest first. What an event names decides who may read it: an event without a connection is for
 * those who may read all of them.
 */
export async function readAudit(
  { services, permit }: OperationContext,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Page<AuditEvent>> {
  const names = new Map(services.connections.list().map(({ config }) => [config.id, config.name]));
  return readVisible(
    page,
    (next) => services.audit.page(filter, next),
    (found) =>
      found
        .map((event) => withConnectionName(event, names))
        .filter(({ connection, bucket, key }) => permit.may('audit.read', { connection, bucket, key })),
  );
}

/** Optional members are there or not, as the contract has them. */
function withConnectionName(event: RecordedEvent, names: ReadonlyMap<string, string>): AuditEvent {
  const { connection } = event;
  const named =
    connection === undefined ? event : { ...event, connection: names.get(connection) ?? connection };
  return Object.fromEntries(
    Object.entries(named).filter(([, value]) => value !== undefined),
  ) as unknown as AuditEvent;
}
