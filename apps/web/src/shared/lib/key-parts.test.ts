import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAncestors, toKeyParts, toParentPrefix } from './key-parts.ts';

const keys = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('/', 'a', '.', '%') }),
);

describe('key parts', () => {
  it.each([
    ['a/b/c.txt', 'a/b/', 'c.txt'],
    ['a/b/', 'a/', 'b/'],
    ['a//', 'a/', '/'],
    ['/', '', '/'],
    ['//', '/', '/'],
    ['', '', ''],
    ['plain', '', 'plain'],
  ])('splits %j into %j and %j', (key, folder, name) => {
    expect(toKeyParts(key)).toEqual({ folder, name });
  });

  it('gives the key again when the parts are joined', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const { folder, name } = toKeyParts(key);
        expect(folder + name).toBe(key);
        expect(folder === '' || folder.endsWith('/')).toBe(true);
        expect(name === '').toBe(key === '');
        expect(toParentPrefix(key)).toBe(folder);
      }),
    );
  });

  it('walks through every folder on the way, the empty ones included', () => {
    expect(toAncestors('a//b/c')).toEqual(['a/', 'a//', 'a//b/']);
    expect(toAncestors('/x')).toEqual(['/']);
    expect(toAncestors('x')).toEqual([]);
  });
});
