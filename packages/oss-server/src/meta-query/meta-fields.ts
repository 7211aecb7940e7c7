import { formatIsoSeconds, fromWireHeaderValue } from '@signpost/oss-protocol';

import type { Entry } from '../store/entry.ts';

/** A value of an object that can be asked for, sorted and grouped by. Times are milliseconds. */
export type MetaValue = string | number;

const FIELDS: Record<string, (entry: Entry) => MetaValue> = {
  Filename: (entry) => entry.key,
  Size: (entry) => entry.size,
  FileModifiedTime: (entry) => entry.modified,
  OSSObjectType: (entry) => entry.type,
  OSSStorageClass: (entry) => entry.storageClass,
  ObjectACL: (entry) => entry.acl,
  ETag: (entry) => `"${entry.etag}"`,
  OSSCRC64: (entry) => entry.details.crc64 ?? '',
  OSSTaggingCount: (entry) => entry.details.tags.length,
};

/** The value of a field; undefined for a name that is no field. Tags and metadata are `OSSTagging.k`, `OSSUserMeta.k`. */
export function metaField(name: string): ((entry: Entry) => MetaValue | undefined) | undefined {
  const known = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (known !== undefined) return known;
  const [group, key] = name.split(/\.(.*)/s);
  if (key === undefined) return undefined;
  if (group === 'OSSTagging') return (entry) => entry.details.tags.find((tag) => tag[0] === key)?.[1];
  if (group !== 'OSSUserMeta') return undefined;
  return (entry) => {
    const { metadata } = entry.details;
    const name = key.toLowerCase();
    return Object.hasOwn(metadata, name) ? fromWireHeaderValue(metadata[name]!) : undefined;
  };
}

/** A value as answers write it. */
export function formatMetaValue(field: string, value: MetaValue): string {
  return field === 'FileModifiedTime' ? formatIsoSeconds(new Date(value)) : String(value);
}

/** Text of a query as a value to compare with `actual`. */
export function parseMetaValue(field: string, text: string): MetaValue {
  if (field === 'FileModifiedTime') return Date.parse(text);
  return field === 'Size' || field === 'OSSTaggingCount' ? Number(text) : text;
}

/** Orders two values of one field: numbers by size, text by its UTF-8 bytes. */
export function compareMetaValues(left: MetaValue, right: MetaValue): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));
}
