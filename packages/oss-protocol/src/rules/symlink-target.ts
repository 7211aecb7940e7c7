import { decodeUriTextStrict, encodeUriPath } from './uri-encoding.ts';

/** Name of the header that carries a link's target, both ways. */
export const symlinkTargetHeader = 'x-oss-symlink-target';

/**
 * A target key as our client puts it into {@link symlinkTargetHeader}: unreserved characters and
 * `/` plain, everything else `%XX`, so that every SDK's decoder reads the same key back.
 */
export function encodeSymlinkTarget(target: string): string {
  return encodeUriPath(target);
}

/**
 * The target key in a header. Some SDKs send keys unencoded, so a `%` that starts no escape stays,
 * a `+` stays a plus, and text whose escapes are not UTF-8 is taken as it is.
 */
export function decodeSymlinkTarget(headerText: string): string {
  return decodeUriTextStrict(headerText) ?? headerText;
}

/**
 * The keys a stored target may mean, in the order a server should try them. A bare `+` is a space
 * to the Go SDK and `ossutil` and a plus to SDKs that send raw text; OSS does not document which it
 * takes, so the literal reading goes first.
 */
export function symlinkTargetInterpretations(
  headerText: string,
): readonly [string] | readonly [string, string] {
  const literal = decodeSymlinkTarget(headerText);
  if (!headerText.includes('+')) return [literal];
  return [literal, decodeSymlinkTarget(headerText.replaceAll('+', ' '))];
}
