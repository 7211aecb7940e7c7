import type { LinkSort } from '@signpost/api-contract';
import { healths, isBroken } from '@signpost/link-model/health';
import type { LinkCondition, LinkCursor } from '../../../link-index/link-index.ts';
import { toWords } from '../../../link-index/search-keys.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLimit } from '../../parse-limit.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';

export const listLinks: OperationHandler<'listLinks'> = async (input, { services, permit }) => {
  const index = openLinkIndex(services.connections.get(input.connection), permit);
  const { bucket, prefix, target, contains, health, sort, cursor } = input;
  const { next, ...page } = await index.links({
    bucket,
    prefix,
    target,
    words: contains === undefined || contains === '' ? undefined : toWords(contains),
    conditions: parseConditions(health),
    sort,
    after: cursor === undefined ? undefined : parseCursor(cursor, sort),
    limit: parseLimit(input.limit, { fallback: 100, most: 1000 }),
  });
  return { ...page, ...(next === undefined ? {} : { nextCursor: formatCursor(next, sort) }) };
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

const conditions: readonly LinkCondition[] = [...healths, 'served-wrongly'];

/** Words separated by commas; undefined for any link. */
function parseConditions(text: string | undefined): ReadonlySet<LinkCondition> | undefined {
  if (text === undefined || text === '') return undefined;
  const words = text.split(',');
  const strange = words.find((word) => word !== 'broken' && !conditions.some((one) => one === word));
  if (strange !== undefined)
    throw invalidRequest('#/query/health', 'not-one-of', { values: ['broken', ...conditions].join(', ') });
  return new Set(
    conditions.filter(
      (one) => words.includes(one) || (words.includes('broken') && one !== 'served-wrongly' && isBroken(one)),
    ),
  );
}
