import type { SearchHit } from '@signpost/api-contract';
import type { IndexEntry, LinkIndex } from '@signpost/link-model/index';
import { readIndexes } from '../../../link-index/restrict-indexes.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLimit } from '../../parse-limit.ts';

export const search: OperationHandler<'search'> = async (input, { services, permit }) => {
  const indexes = await readIndexes(services.connections.get(input.connection), permit);
  const limit = parseLimit(input.limit, { fallback: 20, most: 100 });
  const wanted = toWords(input.text);
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

/** `latest app` finds what holds both, in any order; blanks alone are looked for as they are. */
function toWords(text: string): string[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length === 0 ? [text] : words;
}

function matches(entry: IndexEntry, words: readonly string[]): boolean {
  const holdsAll = (name: string): boolean => {
    const lower = name.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
  return (
    holdsAll(entry.key) || (entry.kind === 'link' && entry.target !== undefined && holdsAll(entry.target))
  );
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
