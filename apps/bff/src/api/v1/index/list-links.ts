import { compareKeys } from '@signpost/oss-protocol/rules';
import type { IndexedLink } from '@signpost/api-contract';
import { healths, isBroken, type Health } from '@signpost/link-model/health';
import type { JudgedLink } from '@signpost/link-model/index';
import { readIndexes } from '../../../link-index/restrict-indexes.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLimit } from '../../parse-limit.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';

export const listLinks: OperationHandler<'listLinks'> = async (input, { services, permit }) => {
  const indexes = await readIndexes(services.connections.get(input.connection), permit);
  const wanted = parseHealths(input.health);
  const after = input.cursor === undefined ? undefined : parseCursor(input.cursor);
  const limit = parseLimit(input.limit, { fallback: 100, most: 1000 });
  const buckets = (input.bucket === undefined ? indexes.buckets() : [input.bucket]).toSorted(compareKeys);
  const items: IndexedLink[] = [];
  const byHealth: Partial<Record<Health, number>> = {};
  let total = 0;
  for (const bucket of buckets) {
    for (const link of indexes.get(bucket)?.links(input.prefix) ?? []) {
      if (input.target !== undefined && link.target !== input.target) continue;
      byHealth[link.health] = (byHealth[link.health] ?? 0) + 1;
      if (!wanted(link.health)) continue;
      total += 1;
      // One more than asked for tells whether there is another page.
      if (items.length <= limit && isAfter({ bucket, key: link.key }, after))
        items.push(toItem(bucket, link));
    }
  }
  const last = items.length > limit ? items[limit - 1] : undefined;
  return {
    items: items.slice(0, limit),
    total,
    byHealth,
    ...(last === undefined ? {} : { nextCursor: JSON.stringify([last.bucket, last.key]) }),
    coverage: buckets.map((bucket) => indexes.coverage(bucket)),
  };
};

interface Position {
  bucket: string;
  key: string;
}

function isAfter(at: Position, after: Position | undefined): boolean {
  if (after === undefined) return true;
  return (compareKeys(at.bucket, after.bucket) || compareKeys(at.key, after.key)) > 0;
}

function parseCursor(text: string): Position {
  try {
    const [bucket, key] = JSON.parse(text) as unknown[];
    if (typeof bucket === 'string' && typeof key === 'string') return { bucket, key };
  } catch {
    // Falls through to the refusal.
  }
  throw invalidRequest('#/query/cursor', 'cursor');
}

function parseHealths(text: string | undefined): (health: Health) => boolean {
  if (text === undefined || text === '') return () => true;
  const words = text.split(',');
  const strange = words.find((word) => word !== 'broken' && !healths.some((health) => health === word));
  if (strange !== undefined) {
    throw invalidRequest('#/query/health', 'not-one-of', { values: ['broken', ...healths].join(', ') });
  }
  return (health) => words.includes(health) || (words.includes('broken') && isBroken(health));
}

function toItem(bucket: string, { target, ...link }: JudgedLink): IndexedLink {
  return { bucket, ...link, ...(target === undefined ? {} : { target }) };
}
