import type { OperationHandler } from '../../operation.ts';
import { parseChangeFilter } from '../../parse-change-filter.ts';
import { parseCursor } from '../../parse-cursor.ts';
import { parseLimit } from '../../parse-limit.ts';
import { readChanges } from '../../read-changes.ts';

export const listChanges: OperationHandler<'listChanges'> = async (input, context) => {
  const { config } = context.services.connections.get(input.connection);
  const { limit, cursor, ...asked } = input;
  return readChanges(context, {
    name: config.name,
    filter: parseChangeFilter(asked, config.id),
    page: { cursor: parseCursor(cursor), limit: parseLimit(limit, { fallback: 50, most: 500 }) },
  });
};
