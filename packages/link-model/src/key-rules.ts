/** Why a text cannot be a key, or a target, of OSS. */
export type KeyProblem = (typeof keyProblems)[number];

export const keyProblems = [
  'empty',
  'too-long',
  'leading-slash',
  'control-character',
  'lone-surrogate',
] as const;

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

/** Why nothing can be stored at a key, whoever writes it: unlike {@link findKeyProblem} it lets pass what OSS takes from others. */
export function findStoredKeyProblem(key: string): KeyProblem | undefined {
  // oxlint-disable-next-line no-control-regex -- exactly the characters that only our own writes refuse
  return findKeyProblem(key.replaceAll(/[\r\n\0]/g, '_'));
}

/** Folder that OSS-HDFS keeps for itself; ordinary calls must never write below it. */
export function isReservedKey(key: string): boolean {
  return key === '.dlsdata' || key.startsWith('.dlsdata/');
}
