import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  assertNewObjectKey,
  assertObjectKey,
  findStoredKeyProblem,
  findKeyProblem,
  KeyRuleError,
} from './object-key.ts';

describe('rules of object keys', () => {
  const broken = [
    ['', 'empty'],
    ['/a', 'leading-slash'],
    ['\\a', 'leading-slash'],
    ['a'.repeat(1024), 'too-long'],
    ['中'.repeat(342), 'too-long'],
    ['😀'.repeat(256), 'too-long'],
    ['a\ud800', 'not-unicode'],
  ] as const;
  for (const [key, rule] of broken) {
    test(`${rule} is refused (${key.length} characters)`, () => {
      expect(findStoredKeyProblem(key)).toBe(rule);
      expect(() => assertObjectKey(key)).toThrow(expect.objectContaining({ rule, field: 'key' }));
    });
  }

  test('1,023 bytes are enough and not too many', () => {
    expect(findStoredKeyProblem('a'.repeat(1023))).toBeUndefined();
    expect(findStoredKeyProblem('中'.repeat(341))).toBeUndefined();
  });

  test.each(['a//b', '../a', './a', 'a/', ' a ', 'a+b%', '"<>&\'', '\u202eabc', '\u0001', '😀'])(
    'OSS takes %j',
    (key) => {
      expect(findStoredKeyProblem(key)).toBeUndefined();
      expect(findKeyProblem(key)).toBeUndefined();
    },
  );

  test.each(['a\0b', 'a\rb', 'a\nb'])('%j may be read but not written anew', (key) => {
    expect(findStoredKeyProblem(key)).toBeUndefined();
    expect(findKeyProblem(key)).toBe('control-character');
    expect(() => assertNewObjectKey(key, 'target')).toThrow(
      expect.objectContaining({ rule: 'control-character', field: 'target' }),
    );
  });

  test('the length rule counts bytes of UTF-8 for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 700 }), (text) => {
        const key = `k${text}`;
        expect(findStoredKeyProblem(key) === 'too-long').toBe(Buffer.byteLength(key) > 1023);
      }),
    );
  });

  test('the error does not quote the key', () => {
    expect(new KeyRuleError('key', 'leading-slash').message).toBe('The key must not start with / or \\');
  });
});
