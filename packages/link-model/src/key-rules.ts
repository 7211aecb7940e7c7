/** Why a text cannot be a key, or a target, of OSS. */
export type KeyProblem = 'empty' | 'too-long' | 'leading-slash' | 'control-character' | 'lone-surrogate';

/** The longest key, in bytes of UTF-8. */
export const maxKeyBytes = 1023;

const encoder = new TextEncoder();

/** Length of a key as OSS counts it: bytes of UTF-8. */
export function keyBytes(key: string): number {
  return encoder.encode(key).length;
}

/**
 * Finds what is wrong with a key or target that is about to be written. Existing keys may be stranger and are shown as they are.
 * CR, LF and NUL are refused although OSS's naming rules do not name them: no header could carry such a target.
 */
export function findKeyProblem(key: string): KeyProblem | undefined {
  if (key === '') return 'empty';
  if (/^[/\\]/.test(key)) return 'leading-slash';
  // oxlint-disable-next-line no-control-regex -- exactly these three control characters are the rule
  if (/[\r\n\0]/.test(key)) return 'control-character';
  if (!key.isWellFormed()) return 'lone-surrogate';
  return keyBytes(key) > maxKeyBytes ? 'too-long' : undefined;
}

/** Folder that OSS-HDFS keeps for itself; ordinary calls must never write below it. */
export function isReservedKey(key: string): boolean {
  return key === '.dlsdata' || key.startsWith('.dlsdata/');
}
