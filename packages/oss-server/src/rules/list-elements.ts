import type { XmlChild } from '@signpost/oss-protocol';

import type { EntrySummary } from '../store/entry.ts';
import { quoteEtag } from './entity-headers.ts';
import { toXmlTime } from './list-parameters.ts';
import { ownerElement } from './owner-element.ts';

/** One object of a listing. A link shows its own size, ETag, time and class, and no target. */
export function contentsElement(
  entry: EntrySummary,
  how: { name: (text: string) => string; owner: boolean },
): XmlChild {
  return [
    'Contents',
    [
      ['Key', how.name(entry.key)],
      ['LastModified', toXmlTime(entry.modified)],
      ['ETag', quoteEtag(entry.etag)],
      ['Type', entry.type],
      ['Size', entry.size],
      ['StorageClass', entry.storageClass],
      how.owner ? ownerElement(entry.owner) : undefined,
    ],
  ];
}

export function commonPrefixes(prefixes: readonly string[], name: (text: string) => string): XmlChild[] {
  return prefixes.map((prefix) => ['CommonPrefixes', [['Prefix', name(prefix)]]]);
}
