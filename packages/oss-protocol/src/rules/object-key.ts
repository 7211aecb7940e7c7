import { OssRuleError } from './rule-error.ts';

/** Longest key, in bytes of UTF-8. */
export const maxKeyBytes = 1023;

/**
 * Why a text cannot be a key, or the target of a link. `leading-slash` is a slash or a backslash in front.
 * `control-character` (NUL, CR, LF) holds for new keys only: OSS itself takes them, so keys written by others may
 * hold them and must stay readable and removable.
 */
export const keyProblems = [
  'empty',
  'too-long',
  'leading-slash',
  'control-character',
  'not-unicode',
] as const;

/** One of {@link keyProblems}. */
export type KeyProblem = (typeof keyProblems)[number];

const messages: Record<KeyProblem, string> = {
  empty: 'must not be empty',
  'too-long': `must not be longer than ${maxKeyBytes} bytes of UTF-8`,
  'leading-slash': 'must not start with / or \\',
  'control-character': 'must not contain NUL, CR or LF',
  'not-unicode': 'must be well-formed Unicode',
};

/** A key or target that breaks a rule. */
export class KeyRuleError extends OssRuleError {
  override readonly name = 'KeyRuleError';
  declare readonly rule: KeyProblem;

  constructor(field: 'key' | 'target', problem: KeyProblem) {
    super(field, problem, `The ${field} ${messages[problem]}`);
  }
}

const encoder = new TextEncoder();

/** Length of a key as OSS counts it: bytes of UTF-8. */
export function keyBytes(key: string): number {
  return encoder.encode(key).length;
}

/** Why OSS takes no such key from anybody; `undefined` for a legal key. */
export function findStoredKeyProblem(key: string): KeyProblem | undefined {
  if (key === '') return 'empty';
  if (key.startsWith('/') || key.startsWith('\\')) return 'leading-slash';
  if (!key.isWellFormed()) return 'not-unicode';
  // A UTF-16 unit is at least one byte and at most three, so most keys need no counting.
  if (key.length > maxKeyBytes) return 'too-long';
  return key.length * 3 > maxKeyBytes && keyBytes(key) > maxKeyBytes ? 'too-long' : undefined;
}

/**
 * What is wrong with a key or target that is about to be written: as {@link findStoredKeyProblem}, and stricter about
 * characters that no header, log or database takes well.
 */
export function findKeyProblem(key: string): KeyProblem | undefined {
  // oxlint-disable-next-line no-control-regex -- these are the characters meant
  return findStoredKeyProblem(key) ?? (/[\0\r\n]/.test(key) ? 'control-character' : undefined);
}

/** @throws KeyRuleError when OSS would refuse the key */
export function assertObjectKey(key: string): void {
  const problem = findStoredKeyProblem(key);
  if (problem) throw new KeyRuleError('key', problem);
}

/** For keys and targets about to be written. @throws KeyRuleError */
export function assertNewObjectKey(key: string, field: 'key' | 'target' = 'key'): void {
  const problem = findKeyProblem(key);
  if (problem) throw new KeyRuleError(field, problem);
}

/** Whether a key lies in the folder that OSS-HDFS keeps for itself; ordinary calls must never write there. */
export function isReservedKey(key: string): boolean {
  return key === '.dlsdata' || key.startsWith('.dlsdata/');
}
