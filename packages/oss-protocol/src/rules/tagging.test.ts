import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatTagging, parseTagging, toTags } from './tagging.ts';

const tagChar = fc.constantFrom(...'abcXYZ019 +-=._:/');
const tagSet = fc.dictionary(
  fc.string({ unit: tagChar, minLength: 1, maxLength: 128 }),
  fc.string({ unit: tagChar, maxLength: 256 }),
  { maxKeys: 10 },
);

describe('object tags', () => {
  test('any legal set comes back as it was', () => {
    fc.assert(
      fc.property(tagSet, (tags) => {
        expect(parseTagging(formatTagging(tags))).toEqual({ ...tags });
      }),
    );
  });

  test('keys and values are escaped, a bare plus is a space, a missing value is empty', () => {
    expect(formatTagging({ 'a b': 'c+d', e: '' })).toBe('a%20b=c%2Bd&e=');
    expect(parseTagging('a+b=c%2Bd&e')).toEqual({ 'a b': 'c+d', e: '' });
  });

  const eleven = Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v'] as const);
  test.each([
    ['eleven tags', eleven, 'BadRequest', 'Object tags cannot be greater than 10'],
    [
      'a repeated name',
      [
        ['a', '1'],
        ['a', '2'],
      ],
      'InvalidArgument',
      'without tag name duplicates',
    ],
    ['an empty name', [['', '1']], 'InvalidTag', 'The TagKey you have provided is invalid'],
    ['a name of 129', [['k'.repeat(129), '1']], 'InvalidTag', 'The TagKey you have provided is invalid'],
    ['a forbidden character', [['a#', '1']], 'InvalidTag', 'The TagKey you have provided is invalid'],
    ['a value of 257', [['a', 'v'.repeat(257)]], 'InvalidTag', 'The TagValue you have provided is invalid'],
  ] as const)('%s are refused in the words of OSS', (_, pairs, code, message) => {
    expect(() => toTags(pairs)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });

  test('escapes that are not UTF-8 are refused', () => {
    expect(() => parseTagging('a=%ff')).toThrow(expect.objectContaining({ rule: 'encoding' }));
  });
});
