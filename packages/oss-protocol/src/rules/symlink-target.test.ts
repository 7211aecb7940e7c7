import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decodeSymlinkTarget, encodeSymlinkTarget, symlinkTargetInterpretations } from './symlink-target.ts';
import { AWKWARD_KEYS } from '../testing/awkward-keys.ts';

describe('the target header', () => {
  test.each(AWKWARD_KEYS)('%j comes back as it was', (target) => {
    expect(decodeSymlinkTarget(encodeSymlinkTarget(target))).toBe(target);
  });

  test('any target comes back from every decoder an SDK uses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (text) => {
        const target = text.toWellFormed();
        const header = encodeSymlinkTarget(target);
        expect(header).toMatch(/^[\x21-\x7e]*$/);
        expect(decodeSymlinkTarget(header)).toBe(target);
        // JavaScript, Python and PHP; then Java and Go, where a plus would be a space.
        expect(decodeURIComponent(header)).toBe(target);
        expect(decodeURIComponent(header.replaceAll('+', ' '))).toBe(target);
        expect(symlinkTargetInterpretations(header)).toEqual([target]);
      }),
    );
  });

  test.each([
    ['目标/a b+c%.txt', '目标/a b+c%.txt'],
    ['%E7%9B%AE%E6%A0%87%2Fa%20b%2Bc%25.txt', '目标/a b+c%.txt'],
    ['100%', '100%'],
    ['%ff%fe', '%ff%fe'],
    ['oss.jpg', 'oss.jpg'],
  ])('%j means %j', (header, target) => {
    expect(decodeSymlinkTarget(header)).toBe(target);
  });

  test('a bare plus is first a plus, then the space that Go writes with it', () => {
    expect(symlinkTargetInterpretations('%E7%9B%AE%E6%A0%87%2Fa+b%2Bc%25.txt')).toEqual([
      '目标/a+b+c%.txt',
      '目标/a b+c%.txt',
    ]);
    expect(symlinkTargetInterpretations('a%2Bb')).toEqual(['a+b']);
  });
});
