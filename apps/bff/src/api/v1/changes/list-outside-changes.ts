import type { ObservedState } from '@signpost/api-contract';
import type { OperationHandler } from '../../operation.ts';
import { parseCursor } from '../../parse-cursor.ts';
import { parseLimit } from '../../parse-limit.ts';

export const listOutsideChanges: OperationHandler<'listOutsideChanges'> = async (
  { connection: name, bucket, key, cursor, limit },
  { services, permit },
) => {
  const { outsideChanges, config } = services.connections.get(name);
  const connection = config.name;
  permit.demand('link.read', { connection, bucket, key });
  const page = { cursor: parseCursor(cursor), limit: parseLimit(limit, { fallback: 50, most: 500 }) };
  const { items, nextCursor } = await outsideChanges.page({ bucket, key }, page);
  /** Where a link leads is told as far as the actor may read what is there. */
  const restrict = (state: ObservedState): ObservedState => {
    if (state.kind !== 'link' || state.target === undefined) return state;
    const { target, ...rest } = state;
    return permit.may('object.read', { connection, bucket, key: target }) ? state : rest;
  };
  return {
    items: items.map(({ before, after, ...change }) => ({
      ...change,
      connection,
      before: restrict(before),
      after: restrict(after),
    })),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  };
};
