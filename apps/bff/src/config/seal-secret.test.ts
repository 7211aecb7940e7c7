import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecretSeal } from './seal-secret.ts';

const seal = createSecretSeal(randomBytes(32));

describe('a sealed secret', () => {
  test('is read again with the key and for what it belongs to, and never stands in the sealed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), fc.string(), (text, owner) => {
        const sealed = seal.seal(text, owner);
        expect(seal.open(sealed, owner)).toBe(text);
        expect(seal.seal(text, owner)).not.toBe(sealed);
        expect(seal.open(sealed, `${owner}x`)).toBeUndefined();
        expect(createSecretSeal(randomBytes(32)).open(sealed, owner)).toBeUndefined();
      }),
    );
  });

  test('is not read when any character of it is another', () => {
    const sealed = seal.seal('secret of a connection', 'id');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      // The last character of base64 holds bits that count for nothing.
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(sealed, 'base64url'))) continue;
      expect(seal.open(changed, 'id'), changed).not.toBe('secret of a connection');
    }
  });

  test.each(['', 'v1', 'v1..', 'v1.a.b', 'v2.AAAA.BBBB', 'v1.AAAA.BBBB.CCCC'])('%j is none', (text) => {
    expect(seal.open(text, 'id')).toBeUndefined();
  });
});
