import type { SearchHit } from '@signpost/api-contract';
import type { LinkEntry, LinkIndex } from '@signpost/link-model/index';
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
    for (const key of index.keys()) {
      const link = index.link(key);
      if (!holdsWords(link?.target === undefined ? [key] : [key, link.target], words)) continue;
      hits.push(link === undefined ? { bucket, key, kind: 'object' } : toHit(bucket, link, index));
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

function toHit(bucket: string, entry: LinkEntry, index: LinkIndex): SearchHit {
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
