import type { AuditEvent } from '@signpost/api-contract';
import type { AuditFilter, RecordedEvent } from '../audit/audit-log.ts';
import type { Page, PageRequest } from '../changes/change-log.ts';
import type { OperationContext } from './operation.ts';

/** Pages of the audit log that one page of an answer may take: more are hidden from the actor in a row. */
const mostReads = 20;

/**
 * A page of the events that the actor may read, newest first. It is shorter than asked, though more may follow, where
 * very many are hidden from the actor. What an event names decides who may read it: an event without a connection is for
 * those who may read all of them.
 */
export async function readAudit(
  { services, permit }: OperationContext,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Page<AuditEvent>> {
  const names = new Map(services.connections.list().map(({ config }) => [config.id, config.name]));
  const items: AuditEvent[] = [];
  let cursor = page.cursor;
  let reads = 0;
  do {
    const found = await services.audit.page(filter, { cursor, limit: page.limit - items.length });
    items.push(
      ...found.items
        .map((event) => withConnectionName(event, names))
        .filter(({ connection, bucket, key }) => permit.may('audit.read', { connection, bucket, key })),
    );
    cursor = found.nextCursor;
    reads += 1;
  } while (cursor !== undefined && items.length < page.limit && reads < mostReads);
  return cursor === undefined ? { items } : { items, nextCursor: cursor };
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
