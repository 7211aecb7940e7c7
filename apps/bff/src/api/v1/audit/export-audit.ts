import type { AuditEvent, QueryOf } from '@signpost/api-contract';
import { auditCsvHead, formatAuditCsvRow } from '../../../audit/audit-csv.ts';
import type { AuditFilter } from '../../../audit/audit-log.ts';
import { toFileAnswer, toGivenDetails } from '../../file-answer.ts';
import type { OperationContext, OperationHandler } from '../../operation.ts';
import { parseAuditFilter } from '../../parse-audit-filter.ts';
import { readAudit } from '../../read-audit.ts';

const pageSize = 500;

/** Every event that the filter lets through, and no cap: it is read page by page as it is sent. */
export const exportAudit: OperationHandler<'exportAudit'> = async (input, context) => {
  const { config } = context.services.connections.get(input.connection);
  const { format, ...asked } = input;
  const filter = parseAuditFilter(asked, config.id);
  const day = context.services.now().toISOString().slice(0, 10);
  const name = `audit-${input.bucket ?? config.name}-${day}`;
  return toFileAnswer(context, { name, format, event: toEvent(config.name, asked) }, () => {
    const pages = readAll(context, filter);
    return format === 'csv' ? toCsv(pages) : toJsonLines(pages);
  });
};

function toEvent(connection: string, asked: Omit<QueryOf<'exportAudit'>, 'format'>) {
  const { bucket, connection: _, ...filters } = asked;
  return { action: 'export.audit', connection, bucket, ...toGivenDetails(filters) };
}

async function* readAll(
  context: OperationContext,
  filter: AuditFilter,
): AsyncGenerator<readonly AuditEvent[]> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await readAudit(context, filter, { cursor, limit: pageSize });
    if (items.length > 0) yield items;
    cursor = nextCursor;
  } while (cursor !== undefined);
}

async function* toCsv(pages: AsyncIterable<readonly AuditEvent[]>): AsyncGenerator<string> {
  yield auditCsvHead;
  for await (const page of pages) yield page.map(formatAuditCsvRow).join('');
}

async function* toJsonLines(pages: AsyncIterable<readonly AuditEvent[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((event) => `${JSON.stringify(event)}\n`).join('');
}
