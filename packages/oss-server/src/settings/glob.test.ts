import fc from 'fast-check';
import { expect, test } from 'vitest';

import { matchesGlob } from './glob.ts';

test.each([
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['a*', 'a', true],
  ['*/b/*', 'a/b/c/b', true],
  ['?', '😀', true],
  ['?', '', false],
  ['a?c', 'abc', true],
  ['*.txt', 'a.txt.bak', false],
])('%s and "%s"', (pattern, text, matches) => {
  expect(matchesGlob(pattern, text)).toBe(matches);
});

test('agrees with the expression the pattern stands for', () => {
  const letters = (unit: string[], maxLength: number) =>
    fc.array(fc.constantFrom(...unit), { maxLength }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(letters(['a', 'b', '*', '?'], 6), letters(['a', 'b'], 8), (pattern, text) => {
      const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
      expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
    }),
  );
});

test('a pattern of many wildcards takes no longer than pattern times text', () => {
  expect(matchesGlob(`${'*a'.repeat(500)}b`, 'a'.repeat(1000))).toBe(false);
});
