import { toChange } from '../../../changes/to-change.ts';
import type { OperationHandler } from '../../operation.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';
import { parseLimit } from '../../parse-limit.ts';

export const listChanges: OperationHandler<'listChanges'> = async (input, { services }) => {
  services.connections.get(input.connection);
  const { connection, bucket, key, requestId, from, cursor } = input;
  if (cursor !== undefined && services.journal.get(connection, cursor) === undefined)
    throw invalidRequest('#/query/cursor', 'cursor');
  const limit = parseLimit(input.limit, { fallback: 50, most: 500 });
  const page = services.journal.list({ connection, bucket, key, requestId }, { from, cursor, limit });
  return {
    items: page.items.map((recorded) => toChange(services, recorded)),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
};
