import type { SearchHit } from '@signpost/api-contract';
import type { IndexEntry, LinkIndex } from '@signpost/link-model/index';
import type { RestrictedIndexes } from './restrict-indexes.ts';

/** Keys and targets that hold every word of a text, links first. */
export function searchKeys(
  indexes: RestrictedIndexes,
  text: string,
  limit: number,
): { items: SearchHit[]; more: boolean } {
  const words = toWords(text);
  const hits: SearchHit[] = [];
  for (const bucket of indexes.buckets()) {
    const index = indexes.get(bucket);
    if (index === undefined) continue;
    for (const entry of index.entries()) {
      if (!matches(entry, words)) continue;
      hits.push(toHit(bucket, entry, index));
      if (hits.length > limit) break;
    }
  }
  return { items: hits.toSorted(linksFirst).slice(0, limit), more: hits.length > limit };
}

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
