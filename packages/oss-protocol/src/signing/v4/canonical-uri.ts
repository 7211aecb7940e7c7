import { encodeUriPath } from '../../rules/uri-encoding.ts';
import type { SigningRequest } from '../signing-request.ts';

/**
 * `/`, `/bucket/` or `/bucket/key`, percent-encoded: the bucket is always part of it, whatever
 * the addressing style. Made from the decoded names, never from the path as sent: clients differ
 * in what they escape.
 */
export function canonicalUri(request: SigningRequest, bareBucket: boolean): string {
  if (request.bucket === undefined) return '/';
  if (request.key === undefined && bareBucket) return `/${encodeUriPath(request.bucket)}`;
  return `/${encodeUriPath(request.bucket)}/${encodeUriPath(request.key ?? '')}`;
}
