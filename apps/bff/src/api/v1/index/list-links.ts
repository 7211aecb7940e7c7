import type { LinkSort } from '@signpost/api-contract';
import { healths } from '@signpost/link-model/health';
import type { LinkCursor } from '../../../link-index/link-index.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { tellMirrors } from '../../../link-index/tell-mirrors.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLinkFilter } from '../../parse-link-filter.ts';
import { parseLimit } from '../../parse-limit.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';

export const listLinks: OperationHandler<'listLinks'> = async (input, { services, permit }) => {
  const connection = services.connections.get(input.connection);
  const index = openLinkIndex(connection, permit);
  const { sort, cursor } = input;
  const { next, items, ...page } = await index.links({
    ...parseLinkFilter(input),
    sort,
    after: cursor === undefined ? undefined : parseCursor(cursor, sort),
    limit: parseLimit(input.limit, { fallback: 100, most: 1000 }),
  });
  return {
    ...page,
    items: await tellMirrors(connection, items),
    ...(next === undefined ? {} : { nextCursor: formatCursor(next, sort) }),
  };
};

/** A cursor holds the order it was made in: in another it would lead to another place. */
function formatCursor({ value, bucket, key }: LinkCursor, sort: LinkSort = 'key'): string {
  return JSON.stringify([sort, value, bucket, key]);
}

function parseCursor(text: string, wanted: LinkSort = 'key'): LinkCursor {
  try {
    const [sort, value, bucket, key] = JSON.parse(text) as unknown[];
    const isWhole = typeof value === 'string' && typeof bucket === 'string' && typeof key === 'string';
    if (isWhole && sort === wanted && (sort !== 'health' || healths.some((health) => health === value)))
      return { value, bucket, key };
  } catch {
    // Falls through to the refusal.
  }
  throw invalidRequest('#/query/cursor', 'cursor');
}
