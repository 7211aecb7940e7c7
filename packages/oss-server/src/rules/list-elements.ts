import type { XmlChild } from '@signpost/oss-protocol';

import type { EntrySummary } from '../store/entry.ts';
import { quoteEtag } from './entity-headers.ts';
import { toXmlTime } from './list-parameters.ts';
import { ownerElement } from './owner-element.ts';
import { describeRestore } from './restore-state.ts';

/** One object of a listing. A link shows its own size, ETag, time and class, and no target. */
export function contentsElement(
  entry: EntrySummary,
  how: { name: (text: string) => string; owner: boolean; now: number },
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
      restoreElement(entry, how.now),
      how.owner ? ownerElement(entry.owner) : undefined,
    ],
  ];
}

/** What a listing tells of a cold object that was asked back. */
export function restoreElement(entry: EntrySummary, now: number): XmlChild | undefined {
  const text = describeRestore(entry.restore, now);
  return text === undefined ? undefined : ['RestoreInfo', text];
}

export function commonPrefixes(prefixes: readonly string[], name: (text: string) => string): XmlChild[] {
  return prefixes.map((prefix) => ['CommonPrefixes', [['Prefix', name(prefix)]]]);
}
