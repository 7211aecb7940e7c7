import { canonicalHeaders } from './canonical-headers.ts';
import { canonicalQuery } from './canonical-query.ts';
import { canonicalUri } from './canonical-uri.ts';
import { additionalHeaderNames } from './signed-headers.ts';
import type { SigningRequest } from '../signing-request.ts';

/** OSS supports no payload hash; this is the only value of `x-oss-content-sha256`. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** Parts of a canonical request that are not in the request itself. */
export interface CanonicalOptions {
  /** Names signed beyond the default ones, in any case and order. */
  readonly additionalHeaders?: readonly string[] | undefined;
  /** The C SDK with an IP endpoint signs bucket-level calls as `/bucket`. */
  readonly bareBucket?: boolean | undefined;
}

/** The V4 canonical request: method, URI, query, headers, additional names, payload. */
export function toCanonicalRequest(request: SigningRequest, options: CanonicalOptions = {}): string {
  const additional = additionalHeaderNames(options.additionalHeaders ?? []);
  const method = request.method.toUpperCase();
  const uri = canonicalUri(request, options.bareBucket ?? false);
  const query = canonicalQuery(request.query);
  const headers = canonicalHeaders(request.headers, additional);
  const payload = request.headers.get('x-oss-content-sha256') ?? UNSIGNED_PAYLOAD;
  return `${method}\n${uri}\n${query}\n${headers}\n${additional.join(';')}\n${payload}`;
}
