import { headerNames, httpHeaderNames } from '@signpost/oss-protocol/rules';
import type { ReaderLine, TargetCard } from '@signpost/api-contract';
import { inheritedHeaderNames, type LinkSnapshot } from '@signpost/link-model/write';
import type { ReaderHead } from './read-key.ts';

/**
 * What a reader of the link gets, line by line, and from which side (GetObject and HeadObject pages): body, length,
 * ETag and class are the target's, Last-Modified is the later of both, all else is the link's.
 * @param reader absent where the target is not to be told of
 */
export function toReaderLines(
  link: LinkSnapshot,
  target: TargetCard,
  reader: ReaderHead | undefined,
): ReaderLine[] {
  return [...toTargetLines(reader), ...toLinkLines(link, target)];
}

function toTargetLines(reader: ReaderHead | undefined): ReaderLine[] {
  if (reader?.ok !== true) return [];
  const { facts } = reader;
  const line = (name: string, value: string | undefined): ReaderLine[] =>
    value === undefined ? [] : [{ name, side: 'target', value }];
  return [
    ...line('Content-Length', facts.size?.toString()),
    ...line('ETag', facts.etag),
    ...line('Content-MD5', facts.contentMd5),
    ...line('x-oss-hash-crc64ecma', facts.crc64),
    ...line('x-oss-storage-class', facts.storageClass),
    ...(facts.lastModified === undefined
      ? []
      : [{ name: 'Last-Modified', side: 'later', value: facts.lastModified.toISOString() } as const]),
  ];
}

function toLinkLines(link: LinkSnapshot, { state }: TargetCard): ReaderLine[] {
  const headers = link.headers.known ? link.headers.value : (link.headers.partial ?? {});
  const described: readonly string[] = inheritedHeaderNames;
  const lines = httpHeaderNames.flatMap((name): ReaderLine[] => {
    // Not known is not the same as not set: such a line is left out.
    if (!link.headers.known && headers[name] === undefined) return [];
    const value = headers[name] ?? null;
    const theirs = state.found === 'object' ? (state.headers[name] ?? null) : value;
    const differs = described.includes(name) && state.found === 'object' && theirs !== value;
    if (value === null && !differs) return [];
    return [{ name: headerNames[name], side: 'link', value, ...(differs ? { differs: theirs } : {}) }];
  });
  const metadata = link.metadata.known ? link.metadata.value : {};
  return [
    ...lines,
    ...Object.entries(metadata).map(([name, value]): ReaderLine => ({
      name: `x-oss-meta-${name}`,
      side: 'link',
      value,
    })),
  ];
}
