import { queryValue, type QueryPairs } from '../query.ts';
import { parseAdditionalHeaders } from './parse-authorization.ts';
import type { PresentedSignature } from './presented-signature.ts';
import { SignatureFormatError } from './signature-format-error.ts';
import { MAX_PRESIGN_SECONDS } from './v4/sign-v4.ts';
import { parseCredential, V4_ALGORITHM } from './v4/scope.ts';

/**
 * Reads a signature from query parameters, V4 or V1.
 * @throws SignatureFormatError when a parameter is missing or malformed
 */
export function parseSignedQuery(query: QueryPairs): PresentedSignature {
  const isV4 =
    queryValue(query, 'x-oss-signature-version') !== undefined ||
    queryValue(query, 'x-oss-signature') !== undefined;
  return isV4 ? parseV4Query(query) : parseV1Query(query);
}

function parseV4Query(query: QueryPairs): PresentedSignature {
  if (queryValue(query, 'x-oss-signature-version') !== V4_ALGORITHM) {
    throw new SignatureFormatError('InvalidArgument', 'x-oss-signature-version is invalid.');
  }
  const credential = parseCredential(required(query, 'x-oss-credential', '0002-00000217'));
  if (!credential) throw new SignatureFormatError('InvalidArgument', 'x-oss-credential is invalid.');
  const timestamp = required(query, 'x-oss-date', '0002-00000218');
  const signature = required(query, 'x-oss-signature', '0002-00000207');
  return {
    kind: 'v4',
    place: 'url',
    accessKeyId: credential.accessKeyId,
    scope: credential.scope,
    signature,
    securityToken: queryValue(query, 'x-oss-security-token'),
    timestamp,
    additionalHeaders: parseAdditionalHeaders(queryValue(query, 'x-oss-additional-headers')),
    expiresSeconds: parseExpires(required(query, 'x-oss-expires', '0002-00000215')),
  };
}

function required(query: QueryPairs, name: string, ec: string): string {
  const value = queryValue(query, name);
  if (value) return value;
  throw new SignatureFormatError('InvalidArgument', `The parameter ${name} is missing.`, ec);
}

function parseExpires(text: string): number {
  const seconds = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= MAX_PRESIGN_SECONDS) return seconds;
  throw new SignatureFormatError('InvalidArgument', 'x-oss-expires is out of range.', '0002-00000232');
}

function parseV1Query(query: QueryPairs): PresentedSignature {
  const accessKeyId = queryValue(query, 'OSSAccessKeyId');
  const signature = queryValue(query, 'Signature');
  const expires = queryValue(query, 'Expires');
  if (!accessKeyId || !signature || !expires) {
    throw new SignatureFormatError(
      'AccessDenied',
      'Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters',
    );
  }
  if (!/^\d{1,12}$/.test(expires)) {
    throw new SignatureFormatError('AccessDenied', 'Invalid date (should be seconds since epoch): Expires.');
  }
  return {
    kind: 'v1',
    place: 'url',
    accessKeyId,
    signature,
    securityToken: queryValue(query, 'security-token'),
    dateLine: expires,
  };
}
