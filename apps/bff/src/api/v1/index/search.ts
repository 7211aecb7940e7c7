import type { SearchHit } from '@signpost/api-contract';
import type { IndexEntry, LinkIndex } from '@signpost/link-model';
import type { OperationHandler } from '../../../http/operation-handler.ts';
import { parseLimit } from '../../../objects/parse-limit.ts';

export const search: OperationHandler<'search'> = async (input, { services }) => {
  const { indexes } = services.connections.get(input.connection);
  const limit = parseLimit(input.limit, { fallback: 20, most: 100 });
  const wanted = input.text.toLowerCase();
  const hits: SearchHit[] = [];
  const buckets = indexes.buckets();
  for (const bucket of buckets) {
    const index = indexes.get(bucket);
    if (index === undefined) continue;
    for (const entry of index.entries()) {
      if (!matches(entry, wanted)) continue;
      hits.push(toHit(bucket, entry, index));
      if (hits.length > limit) break;
    }
  }
  return {
    items: hits.toSorted(linksFirst).slice(0, limit),
    more: hits.length > limit,
    coverage: buckets.map((bucket) => indexes.coverage(bucket)),
  };
};

function matches(entry: IndexEntry, wanted: string): boolean {
  if (entry.key.toLowerCase().includes(wanted)) return true;
  return entry.kind === 'link' && entry.target?.toLowerCase().includes(wanted) === true;
}

function toHit(bucket: string, entry: IndexEntry, index: LinkIndex): SearchHit {
  if (entry.kind === 'object') return { bucket, key: entry.key, kind: 'object' };
  const health = index.judge(entry.key)?.health;
  return {
    bucket,
    key: entry.key,
    kind: 'link',
    ...(entry.target === undefined ? {} : { target: entry.target }),
    ...(health === undefined ? {} : { health }),
  };
}

function linksFirst(a: SearchHit, b: SearchHit): number {
  return Number(b.kind === 'link') - Number(a.kind === 'link');
}
