import type { QueryPairs } from '../query.ts';
import { readSignedBytes } from './signed-bytes.ts';

/**
 * Header values by lower-case name, as Unicode text (the UTF-8 reading of the bytes on the wire). A value
 * that is not UTF-8 holds lone surrogates, see {@link readSignedBytes}.
 */
export type SigningHeaders = ReadonlyMap<string, string>;

/** What of a request takes part in a signature, independent of how the URL spells it. */
export interface SigningRequest {
  readonly method: string;
  /** Absent for service-level calls such as ListBuckets. */
  readonly bucket?: string | undefined;
  /** Decoded key; absent for bucket-level calls. */
  readonly key?: string | undefined;
  readonly query: QueryPairs;
  readonly headers: SigningHeaders;
}

/** A long-lived key pair, or a temporary one with its STS token. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/**
 * Builds {@link SigningHeaders} from Node's `rawHeaders` (`[name, value, name, value, …]`).
 * Node reads header bytes as Latin-1 while OSS clients sign the bytes, mostly UTF-8, so the bytes are
 * read again; repeated headers are joined with a comma.
 */
export function signingHeadersFromRaw(rawHeaders: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    const value = readSignedBytes(rawHeaders[index + 1] as string);
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return headers;
}

const EDGE_BLANK = /^[ \t]|[ \t]$/;

/** Blanks and tabs only: wider trimming would change bytes that the other side signed. */
export function trimHeaderValue(value: string): string {
  if (!EDGE_BLANK.test(value)) return value;
  return value.replace(/^[ \t]+|[ \t]+$/g, '');
}

/** Orders by UTF-16 code unit, which for the ASCII names compared here is the byte order OSS wants. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
