import { OssRuleError } from './rules/rule-error.ts';

/** Longest key, in bytes of UTF-8. */
export const MAX_KEY_BYTES = 1023;

/**
 * Rules a key can break. `control-character` (NUL, CR, LF) holds for new keys only: OSS itself
 * takes them, so keys written by others may hold them and must stay readable and removable.
 */
export type KeyRule =
  | 'empty'
  | 'too-long'
  | 'leading-slash'
  | 'leading-backslash'
  | 'not-unicode'
  | 'control-character';

const RULE_TEXT: Record<KeyRule, string> = {
  empty: 'must not be empty',
  'too-long': `must not be longer than ${MAX_KEY_BYTES} bytes of UTF-8`,
  'leading-slash': 'must not start with /',
  'leading-backslash': 'must not start with \\',
  'not-unicode': 'must be well-formed Unicode',
  'control-character': 'must not contain NUL, CR or LF',
};

/** A key or target that breaks a rule. */
export class KeyRuleError extends OssRuleError {
  override readonly name = 'KeyRuleError';
  declare readonly rule: KeyRule;

  constructor(field: 'key' | 'target', rule: KeyRule) {
    super(field, rule, `The ${field} ${RULE_TEXT[rule]}`);
  }
}

/** The rule of OSS that a key breaks, `undefined` when it is a legal key. */
export function brokenKeyRule(key: string): KeyRule | undefined {
  if (key === '') return 'empty';
  if (key.startsWith('/')) return 'leading-slash';
  if (key.startsWith('\\')) return 'leading-backslash';
  if (!key.isWellFormed()) return 'not-unicode';
  // A UTF-16 unit is at least one byte and at most three, so most keys need no counting.
  if (key.length > MAX_KEY_BYTES) return 'too-long';
  if (key.length * 3 > MAX_KEY_BYTES && Buffer.byteLength(key, 'utf8') > MAX_KEY_BYTES) return 'too-long';
  return undefined;
}

/** As {@link brokenKeyRule}, and stricter about characters no header, log or database takes well. */
export function brokenNewKeyRule(key: string): KeyRule | undefined {
  // oxlint-disable-next-line no-control-regex -- these are the characters meant
  return brokenKeyRule(key) ?? (/[\0\r\n]/.test(key) ? 'control-character' : undefined);
}

/** @throws KeyRuleError when OSS would refuse the key */
export function assertObjectKey(key: string): void {
  const rule = brokenKeyRule(key);
  if (rule) throw new KeyRuleError('key', rule);
}

/** For keys and targets about to be written. @throws KeyRuleError */
export function assertNewObjectKey(key: string, field: 'key' | 'target' = 'key'): void {
  const rule = brokenNewKeyRule(key);
  if (rule) throw new KeyRuleError(field, rule);
}
