import { cleanPaste, hostWithoutScheme, readAddress, type AddressStyle, type HostScope } from './locate.ts';

/** How a typed or pasted text was understood. */
export type InterpretedTarget =
  | { ok: true; key: string; how: 'key' | AddressStyle }
  | { ok: false; why: 'other-bucket'; bucket: string; key: string }
  | { ok: false; why: 'no-key' | 'unknown-host' | 'malformed' };

/** Where the text is typed, and how hosts are told. */
export interface TargetInputScope extends HostScope {
  bucket: string;
}

/**
 * Understands what people paste into a target field: a key as it is, `oss://bucket/key`, a public or a presigned URL.
 * A key is never decoded: `%2F` in it may be meant. The query of a URL, which may hold a signature, is dropped at once.
 */
export function interpretTarget(text: string, scope: TargetInputScope): InterpretedTarget {
  // Told before the signature is cut off, which is before anything is made of the text.
  const { text: clean, signed } = cleanPaste(text);
  const bare = signed && hostWithoutScheme.test(clean.trim());
  const address = readAddress(bare ? `https://${clean.trim()}` : clean, scope);
  if (address === undefined) return { ok: true, key: clean, how: 'key' };
  if (address.found !== 'place') return { ok: false, why: address.found };
  const { bucket, key, how } = address;
  if (bucket !== scope.bucket) return { ok: false, why: 'other-bucket', bucket, key };
  if (key === '') return { ok: false, why: 'no-key' };
  return { ok: true, key, how: how === 'url' && signed ? 'presigned-url' : how };
}
