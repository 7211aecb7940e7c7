import { toWireHeaderValue } from '@signpost/oss-protocol';

import type { Segment } from '../store/blobs.ts';
import type { EntryDetails, EntryDraft } from '../store/entry.ts';
import { measureBody } from '../store/incoming-body.ts';
import { measurePattern } from '../store/pattern.ts';
import type { StoreView } from '../store/store.ts';
import type { AdminEntry, AdminObject } from './admin-requests.ts';

/** What an admin write made of its content, before the entry's own facts are added. */
export type MadeContent = Pick<EntryDraft, 'type' | 'size' | 'etag' | 'target' | 'targetHeader'> & {
  details: Pick<EntryDetails, 'segments' | 'crc64' | 'contentMd5'>;
};

/** Stores or measures an object's content. Call inside a write. */
export function storeContent(
  view: StoreView,
  object: AdminObject,
): { size: number; md5: string; crc64: string; segments: Segment[] } {
  if (object.size === undefined) {
    const bytes =
      typeof object.body === 'string' ? Buffer.from(object.body) : (object.body ?? new Uint8Array(0));
    const body = measureBody(bytes);
    return { ...body, segments: view.blobs.adopt(body) };
  }
  if (object.body !== undefined) throw new TypeError('An object has either a body or a size.');
  const pattern = Buffer.from(object.pattern ?? `${object.key}\n`);
  return {
    size: object.size,
    ...measurePattern(pattern, object.size),
    segments: view.blobs.adoptPattern(pattern, object.size),
  };
}

/** The kept headers of an entry, as they go over the wire. */
export function headersOf(entry: AdminEntry): Record<string, string> {
  const given = {
    'content-type': entry.contentType ?? 'application/octet-stream',
    'cache-control': entry.cacheControl,
    'content-disposition': entry.contentDisposition,
    'content-encoding': entry.contentEncoding,
    'content-language': entry.contentLanguage,
    expires: entry.expires,
  };
  const present = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return mapValues(Object.fromEntries(present), toWireHeaderValue);
}

/** A record with every value changed. */
export function mapValues(
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
