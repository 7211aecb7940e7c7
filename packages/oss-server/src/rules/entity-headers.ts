import { userMetadataPrefix } from '@signpost/oss-protocol/rules';
import { formatHttpDate } from '@signpost/oss-protocol';

import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';
import { restoreHeader } from './restore-state.ts';

/** An ETag as headers and documents carry it. */
export function quoteEtag(etag: string): string {
  return `"${etag}"`;
}

/** A time as headers carry it, in whole seconds. */
export function toHttpDate(time: number): string {
  return formatHttpDate(new Date(time));
}

/** `x-oss-version-id`, only where the bucket ever had versioning. */
export function versionHeader(bucket: Bucket, version: string | undefined): Record<string, string> {
  return bucket.versioning === undefined || version === undefined ? {} : { 'x-oss-version-id': version };
}

const SPELLING: Record<string, string> = {
  'content-type': 'Content-Type',
  'cache-control': 'Cache-Control',
  'content-disposition': 'Content-Disposition',
  'content-encoding': 'Content-Encoding',
  'content-language': 'Content-Language',
  expires: 'Expires',
};

/** User metadata as response headers. */
export function metadataHeaders(entry: Entry): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entry.details.metadata).map(([name, value]) => [`${userMetadataPrefix}${name}`, value]),
  );
}

/**
 * The headers of GetObject and HeadObject. `entry` is what was addressed, `content` what is served:
 * the same object, or a link and its target. Bytes, ETag, checksums and class are the content's,
 * Last-Modified the later of both, everything else the addressed entry's own.
 */
export function entityHeaders(
  bucket: Bucket,
  sides: { entry: Entry; content: Entry },
  now: number,
): Record<string, string> {
  const { entry, content } = sides;
  const headers: Record<string, string> = {
    ETag: quoteEtag(content.etag),
    'Last-Modified': toHttpDate(Math.max(entry.modified, content.modified)),
    'Accept-Ranges': 'bytes',
    'x-oss-object-type': entry.type,
    'x-oss-storage-class': content.storageClass,
    ...versionHeader(bucket, entry.version),
    ...restoreHeader(content, now),
    ...metadataHeaders(entry),
  };
  for (const [name, value] of Object.entries(entry.details.headers)) headers[SPELLING[name] ?? name] = value;
  const { crc64, contentMd5 } = content.details;
  if (crc64 !== undefined) headers['x-oss-hash-crc64ecma'] = crc64;
  if (contentMd5 !== undefined) headers['Content-MD5'] = contentMd5;
  if (content.type === 'Appendable') headers['x-oss-next-append-position'] = String(content.size);
  if (entry.details.tags.length > 0) headers['x-oss-tagging-count'] = String(entry.details.tags.length);
  return headers;
}
