import { readAddress, type AddressSpelling, type HostScope } from './locate.ts';

/** How a typed or pasted text was understood. */
export type InterpretedTarget =
  | { ok: true; key: string; how: 'key' | AddressSpelling }
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
  const address = readAddress(text, scope);
  if (address === undefined) return { ok: true, key: text, how: 'key' };
  if (address.found !== 'place') return { ok: false, why: address.found };
  const { bucket, key, how } = address;
  if (bucket !== scope.bucket) return { ok: false, why: 'other-bucket', bucket, key };
  return key === '' ? { ok: false, why: 'no-key' } : { ok: true, key, how };
}
