import type { OperationHandler } from '../../operation.ts';
import { parseAuditFilter } from '../../parse-audit-filter.ts';
import { parseCursor } from '../../parse-cursor.ts';
import { parseLimit } from '../../parse-limit.ts';
import { readAudit } from '../../read-audit.ts';

export const listAuditEvents: OperationHandler<'listAuditEvents'> = async (input, context) => {
  const { config } = context.services.connections.get(input.connection);
  const { limit, cursor, ...asked } = input;
  return readAudit(context, parseAuditFilter(asked, config.id), {
    cursor: parseCursor(cursor),
    limit: parseLimit(limit, { fallback: 50, most: 500 }),
  });
};
