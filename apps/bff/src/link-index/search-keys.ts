import type { SearchHit } from '@signpost/api-contract';
import type { IndexEntry, LinkIndex } from '@signpost/link-model/index';
import type { RestrictedIndexes } from './restrict-indexes.ts';

/** Objects and links whose key and target hold every word of a text, links first. */
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
      if (!holdsWords(textsOf(entry), words)) continue;
      hits.push(toHit(bucket, entry, index));
      if (hits.length > limit) break;
    }
  }
  return { items: hits.toSorted(linksFirst).slice(0, limit), more: hits.length > limit };
}

/** `latest app` finds what holds both, in any order; blanks alone are looked for as they are. */
export function toWords(text: string): string[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length === 0 ? [text] : words;
}

/** Whether each word is in one of the texts. */
export function holdsWords(texts: readonly string[], words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const lower = texts.map((text) => text.toLowerCase());
  return words.every((word) => lower.some((text) => text.includes(word)));
}

function textsOf(entry: IndexEntry): string[] {
  return entry.kind === 'link' && entry.target !== undefined ? [entry.key, entry.target] : [entry.key];
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
