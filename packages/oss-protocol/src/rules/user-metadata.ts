import { assertHeaderValue } from './header-value.ts';
import { OssRuleError } from './rule-error.ts';

/** What every user metadata header starts with. */
export const userMetadataPrefix = 'x-oss-meta-';

/** Most user metadata an object may have, in bytes of all names (without prefix) and values. */
export const maxUserMetadataBytes = 8192;

/** User metadata by lower-case name without the prefix. */
export type UserMetadata = Readonly<Record<string, string>>;

/** Rules a metadata set can break: `name` (characters), `duplicate`, `too-large`, or those of a header value. */
export type UserMetadataRule =
  | 'name'
  | 'duplicate'
  | 'too-large'
  | 'control-character'
  | 'not-unicode'
  | 'edge-blank';

/** User metadata that OSS would refuse. */
export class UserMetadataError extends OssRuleError {
  override readonly name = 'UserMetadataError';

  constructor(rule: UserMetadataRule, message: string) {
    super('metadata', rule, message);
  }
}

/** Letters, digits and hyphens; underscores are refused by OSS. */
export function isUserMetadataName(name: string): boolean {
  return /^[A-Za-z0-9-]+$/.test(name);
}

const encoder = new TextEncoder();

/** Bytes that count against {@link maxUserMetadataBytes}. */
export function userMetadataBytes(metadata: UserMetadata): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(metadata)) {
    bytes += encoder.encode(name).length + encoder.encode(value).length;
  }
  return bytes;
}

/**
 * Checks metadata before it is sent.
 * @throws UserMetadataError; OssRuleError (`metadata`) for values no header can carry
 */
export function assertUserMetadata(metadata: UserMetadata): void {
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(metadata)) {
    if (!isUserMetadataName(name)) {
      throw new UserMetadataError('name', 'A metadata name is made of letters, digits and hyphens');
    }
    if (seen.has(name.toLowerCase())) {
      throw new UserMetadataError('duplicate', 'Metadata names that differ only in case are the same name');
    }
    seen.add(name.toLowerCase());
    assertHeaderValue(`${userMetadataPrefix}${name}`, value, 'metadata');
  }
  const bytes = userMetadataBytes(metadata);
  if (bytes > maxUserMetadataBytes) {
    throw new UserMetadataError(
      'too-large',
      `User metadata takes ${bytes} bytes; OSS allows ${maxUserMetadataBytes}`,
    );
  }
}

/** Checked metadata as `[header name, value]` pairs. @throws as {@link assertUserMetadata} */
export function encodeUserMetadata(metadata: UserMetadata): Array<readonly [string, string]> {
  assertUserMetadata(metadata);
  return Object.entries(metadata).map(
    ([name, value]) => [`${userMetadataPrefix}${name.toLowerCase()}`, value] as const,
  );
}

/** The user metadata among headers with lower-case names. */
export function decodeUserMetadata(headers: Iterable<readonly [string, string]>): UserMetadata {
  const metadata: Array<readonly [string, string]> = [];
  for (const [name, value] of headers) {
    if (name.startsWith(userMetadataPrefix)) metadata.push([name.slice(userMetadataPrefix.length), value]);
  }
  return Object.fromEntries(metadata);
}
