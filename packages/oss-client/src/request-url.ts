import { encodeUriPath, encodeUriText } from '@signpost/oss-protocol/rules';
import { formatQuery, type QueryPairs } from '@signpost/oss-protocol';

import type { CallPlace } from './bucket-locator.ts';

/** Path and query of a call, escaped. */
export function toRequestPath(
  place: CallPlace,
  call: { readonly bucket?: string | undefined; readonly key?: string | undefined },
  query: QueryPairs,
): string {
  const bucketPart = place.style === 'path' && call.bucket !== undefined ? `/${call.bucket}` : '';
  const path = `${bucketPart}/${call.key === undefined ? '' : encodeKey(call.key)}`;
  return query.length === 0 ? path : `${path}?${formatQuery(query)}`;
}

/**
 * Keys with `.` or `..` segments get their slashes escaped: browsers and proxies fold such
 * segments, and OSS reads `%2F` as it reads `/`.
 */
function encodeKey(key: string): string {
  return /(?:^|\/)\.{1,2}(?:\/|$)/.test(key) ? encodeUriText(key) : encodeUriPath(key);
}
