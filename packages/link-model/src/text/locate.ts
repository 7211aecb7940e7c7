import { parseVendorEndpoint, splitBucketHost } from '@signpost/oss-protocol/rules';

/** How hosts are told: `domains` maps a bucket's own domains to its name. */
export interface HostScope {
  /** Host (with port) of the connection's endpoint: path-style URLs on it name the bucket first. */
  endpointHost?: string | undefined;
  domains?: Readonly<Record<string, string>> | undefined;
}

/** How an address was written. */
export type AddressStyle = 'oss-path' | 'url' | 'presigned-url';

/** A text read as the address of a place in OSS; `key` is decoded, and empty for a bare bucket. */
export type ReadAddress =
  | { found: 'place'; how: AddressStyle; bucket: string; key: string; region?: string }
  /** `path` is the decoded path: it may be a key behind a domain that nobody has named here. */
  | { found: 'unknown-host'; host: string; path: string }
  | { found: 'malformed' };

/** A text without what must not be kept, shown or sent on. */
export interface CleanedPaste {
  text: string;
  /** Something was cut off: a query, a fragment, a user name. */
  cut: boolean;
  /** What was cut off held a signature. */
  signed: boolean;
}

/** One way to understand a key. `decoded`: percent signs of the text were read as encoding once more. */
export interface KeyInterpretation {
  key: string;
  decoded: boolean;
}

/** What a pasted text may mean, most likely first. A text may be an id and a key at once. */
export interface LocatedText {
  /** Bucket that the text names; absent when it is a key or an id. */
  place?: { how: AddressStyle; bucket: string; region?: string };
  /** Keys that the text may stand for; empty for a bare bucket. */
  interpretations: readonly KeyInterpretation[];
  id?: { kind: 'oss-request' | 'uuid'; id: string };
  problem?: { why: 'unknown-host'; host: string } | { why: 'malformed' };
}

const signature =
  /[?&#;](?:x-oss-signature|x-oss-credential|x-oss-security-token|signature|ossaccesskeyid|security-token)=/i;
/** A vendor's host that was copied without `https://`. */
export const hostWithoutScheme = /^[a-z0-9][a-z0-9.-]*\.aliyuncs\.com(?::\d+)?(?=[/?#]|$)/i;

/**
 * Cuts off what a pasted URL carries besides its place: query, fragment, user name and password. Done before the text
 * is kept anywhere, since a presigned URL is a credential. A key keeps its question mark unless a signature follows.
 */
export function cleanPaste(text: string): CleanedPaste {
  const signed = signature.test(text);
  if (isUrl(text)) {
    const end = text.search(/[?#]/);
    const place = end < 0 ? text : text.slice(0, end);
    const clean = place.replace(/^(\s*(?:[a-z]+:\/\/)?)[^/]*@/i, '$1');
    return { text: clean, cut: clean !== text, signed };
  }
  return signed
    ? { text: text.slice(0, text.search(/[?&#;]/)), cut: true, signed }
    : { text, cut: false, signed };
}

/** Tells whether a text is a URL that carries a credential, which is refused where a key belongs. A key may hold a question mark. */
export function isSignedUrl(text: string): boolean {
  return isUrl(text) && signature.test(text);
}

/** Reads `oss://bucket/key` or an http URL; undefined when the text is neither. The query of a URL is never looked into further. */
export function readAddress(text: string, scope: HostScope): ReadAddress | undefined {
  const trimmed = text.trim();
  const ossPath = /^oss:\/\/([^/]*)\/?(.*)$/is.exec(trimmed);
  if (ossPath !== null) return toPlace({ how: 'oss-path', bucket: ossPath[1] ?? '', key: ossPath[2] ?? '' });
  if (/^https?:\/\//i.test(trimmed)) return readUrl(trimmed, scope);
  return undefined;
}

/**
 * Understands whatever is put into one box: a key, an address, an id. A key is offered as it is written first;
 * where it holds percent-encoded characters, decoded as a second interpretation.
 */
export function locateText(pasted: string, scope: HostScope): LocatedText {
  // Whether it was presigned has to be told before the signature is cut off.
  const { text, signed } = cleanPaste(pasted);
  const trimmed = text.trim();
  if (trimmed === '') return { interpretations: [] };
  const address = readAddress(hostWithoutScheme.test(trimmed) ? `https://${trimmed}` : trimmed, scope);
  if (address === undefined) {
    const id = readId(trimmed);
    return { interpretations: toInterpretations(trimmed), ...(id === undefined ? {} : { id }) };
  }
  if (address.found === 'malformed') return { interpretations: [], problem: { why: 'malformed' } };
  if (address.found === 'unknown-host') {
    return {
      interpretations: toInterpretations(address.path),
      problem: { why: 'unknown-host', host: address.host },
    };
  }
  const { how, bucket, region } = address;
  return {
    place: {
      how: how === 'url' && signed ? 'presigned-url' : how,
      bucket,
      ...(region === undefined ? {} : { region }),
    },
    interpretations: toInterpretations(address.key),
  };
}

function isUrl(text: string): boolean {
  const trimmed = text.trimStart();
  return /^https?:\/\//i.test(trimmed) || hostWithoutScheme.test(trimmed);
}

function readUrl(text: string, scope: HostScope): ReadAddress {
  const parts = /^https?:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i.exec(text);
  const host = (parts?.[1] ?? '').toLowerCase().replace(/^.*@/, '');
  const path = decode((parts?.[2] ?? '').replace(/^\//, ''));
  if (host === '' || path === undefined) return { found: 'malformed' };
  const how = signature.test(parts?.[3] ?? '') ? 'presigned-url' : 'url';
  const place = findBucket(host, path, scope);
  return place === undefined ? { found: 'unknown-host', host, path } : toPlace({ how, ...place });
}

interface Place {
  bucket: string;
  key: string;
  region?: string;
}

function findBucket(host: string, path: string, scope: HostScope): Place | undefined {
  const own = scope.domains?.[host];
  if (own !== undefined) return { bucket: own, key: path };
  const split = splitBucketHost(host.replace(/:\d+$/, ''));
  if (split?.bucket !== undefined) {
    const region = parseVendorEndpoint(split.endpoint)?.region;
    return { bucket: split.bucket, key: path, ...(region === undefined ? {} : { region }) };
  }
  if (scope.endpointHost === undefined) return undefined;
  if (host === scope.endpointHost) {
    const slash = path.indexOf('/');
    return slash < 0
      ? { bucket: path, key: '' }
      : { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
  }
  const suffix = `.${scope.endpointHost}`;
  return host.endsWith(suffix) ? { bucket: host.slice(0, -suffix.length), key: path } : undefined;
}

function toPlace(place: Place & { how: AddressStyle }): ReadAddress {
  return place.bucket === '' ? { found: 'malformed' } : { found: 'place', ...place };
}

function toInterpretations(key: string): KeyInterpretation[] {
  if (key === '') return [];
  const written = { key, decoded: false };
  const decoded = /%[0-9a-f]{2}/i.test(key) ? decode(key) : undefined;
  return decoded === undefined || decoded === key ? [written] : [written, { key: decoded, decoded: true }];
}

/** OSS request ids are 24 hexadecimal digits; changes and requests of this console carry UUIDs. */
function readId(text: string): LocatedText['id'] {
  if (/^[0-9A-F]{24}$/i.test(text)) return { kind: 'oss-request', id: text.toUpperCase() };
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
    return { kind: 'uuid', id: text.toLowerCase() };
  }
  return undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
