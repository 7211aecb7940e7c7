import type { PresentedSignature } from './presented-signature.ts';
import { SignatureFormatError } from './signature-format-error.ts';
import type { SigningRequest } from './signing-request.ts';
import { parseCredential, V4_ALGORITHM } from './v4/scope.ts';

function malformed(ec = '0002-00000202'): SignatureFormatError {
  return new SignatureFormatError('InvalidArgument', 'Authorization header is invalid.', ec);
}

/**
 * Reads an Authorization header: `OSS AK:signature`, `OSS4-HMAC-SHA256 name=value,…`, or any `OSS2`.
 * Parts are found by name, since clients order and space them differently.
 * @throws SignatureFormatError
 */
export function parseAuthorization(authorization: string, request: SigningRequest): PresentedSignature {
  const space = authorization.indexOf(' ');
  const scheme = space < 0 ? authorization : authorization.slice(0, space);
  const rest = space < 0 ? '' : authorization.slice(space + 1).trim();
  if (scheme === 'OSS2') return { kind: 'v2' };
  if (scheme === 'OSS') return parseV1(rest, request);
  if (scheme === V4_ALGORITHM) return parseV4(rest, request);
  throw malformed();
}

function requestDate(request: SigningRequest): string {
  const date = request.headers.get('x-oss-date') ?? request.headers.get('date');
  if (date === undefined || date === '') {
    throw new SignatureFormatError('AccessDenied', 'OSS authentication requires a valid Date.');
  }
  return date;
}

function parseV1(rest: string, request: SigningRequest): PresentedSignature {
  const colon = rest.indexOf(':');
  if (colon < 1 || colon === rest.length - 1) throw malformed();
  return {
    kind: 'v1',
    place: 'header',
    accessKeyId: rest.slice(0, colon),
    signature: rest.slice(colon + 1),
    securityToken: request.headers.get('x-oss-security-token'),
    dateLine: requestDate(request),
  };
}

function parseV4(rest: string, request: SigningRequest): PresentedSignature {
  const parts = new Map<string, string>();
  for (const part of rest.split(',')) {
    const equals = part.indexOf('=');
    if (equals > 0) parts.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  const credential = parseCredential(parts.get('Credential') ?? '');
  if (!credential) throw malformed();
  const signature = parts.get('Signature');
  if (!signature) throw malformed('0002-00000207');
  return {
    kind: 'v4',
    place: 'header',
    accessKeyId: credential.accessKeyId,
    scope: credential.scope,
    signature,
    securityToken: request.headers.get('x-oss-security-token'),
    timestamp: requestDate(request),
    additionalHeaders: parseAdditionalHeaders(parts.get('AdditionalHeaders')),
  };
}

/** Splits `a;b`; `undefined` means the part is absent, an empty list or item is malformed. */
export function parseAdditionalHeaders(text: string | undefined): string[] {
  if (text === undefined) return [];
  if (text === '') throw malformed('0002-00000209');
  const names = text.split(';').map((name) => name.trim());
  if (names.includes('')) throw malformed('0002-00000210');
  return names;
}
