import { healths, isBroken, type Health } from '@signpost/link-model/health';
import type { BucketKey } from '../../../link-index/link-index.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLimit } from '../../parse-limit.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';

export const listLinks: OperationHandler<'listLinks'> = async (input, { services, permit }) => {
  const index = openLinkIndex(services.connections.get(input.connection), permit);
  const { bucket, prefix, target, health, cursor } = input;
  const { more, ...page } = await index.links({
    bucket,
    prefix,
    target,
    healths: parseHealths(health),
    after: cursor === undefined ? undefined : parseCursor(cursor),
    limit: parseLimit(input.limit, { fallback: 100, most: 1000 }),
  });
  const last = more ? page.items.at(-1) : undefined;
  return { ...page, ...(last === undefined ? {} : { nextCursor: JSON.stringify([last.bucket, last.key]) }) };
};

function parseCursor(text: string): BucketKey {
  try {
    const [bucket, key] = JSON.parse(text) as unknown[];
    if (typeof bucket === 'string' && typeof key === 'string') return { bucket, key };
  } catch {
    // Falls through to the refusal.
  }
  throw invalidRequest('#/query/cursor', 'cursor');
}

/** Health words separated by commas; undefined for any health. */
function parseHealths(text: string | undefined): ReadonlySet<Health> | undefined {
  if (text === undefined || text === '') return undefined;
  const words = text.split(',');
  const strange = words.find((word) => word !== 'broken' && !healths.some((health) => health === word));
  if (strange !== undefined) {
    throw invalidRequest('#/query/health', 'not-one-of', { values: ['broken', ...healths].join(', ') });
  }
  return new Set(
    healths.filter((health) => words.includes(health) || (words.includes('broken') && isBroken(health))),
  );
}
