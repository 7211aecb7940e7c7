import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatQuery, parseQuery } from '../query.ts';
import { AWKWARD_KEYS } from '../testing/awkward-keys.ts';
import { decodeUriText, decodeUriTextStrict, encodeUriPath, encodeUriText } from './uri-encoding.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('percent-encoding', () => {
  test('leaves the unreserved characters and, in paths, the slash', () => {
    const unreserved = 'ABCXYZabcxyz0189-_.~';
    expect(encodeUriText(`${unreserved}/`)).toBe(`${unreserved}%2F`);
    expect(encodeUriPath(`${unreserved}/`)).toBe(`${unreserved}/`);
    expect(encodeUriText("!'()* +%")).toBe('%21%27%28%29%2A%20%2B%25');
  });

  test.each(AWKWARD_KEYS)('%j comes back as it was', (key) => {
    expect(decodeUriText(encodeUriText(key))).toBe(key);
    expect(decodeUriTextStrict(encodeUriPath(key))).toBe(key);
  });

  test('any text comes back as it was and is plain ASCII on the way', () => {
    fc.assert(
      fc.property(text, (value) => {
        const whole = value.toWellFormed();
        expect(encodeUriText(value)).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
        expect(decodeUriText(encodeUriText(value))).toBe(whole);
        expect(decodeUriTextStrict(encodeUriPath(value))).toBe(whole);
      }),
    );
  });

  test('a percent sign that starts no escape stays', () => {
    expect(decodeUriText('100%')).toBe('100%');
    expect(decodeUriText('c%.txt')).toBe('c%.txt');
    expect(decodeUriText('%zz%2')).toBe('%zz%2');
    expect(decodeUriText('%20%')).toBe(' %');
  });

  test('escapes that are not UTF-8 are replaced, or refused when asked to be strict', () => {
    expect(decodeUriText('%ff')).toBe('\ufffd');
    expect(decodeUriTextStrict('%ff')).toBeUndefined();
    expect(decodeUriTextStrict('%E4%B8')).toBeUndefined();
    expect(decodeUriTextStrict('%ED%A0%80')).toBeUndefined();
  });

  test('decoding never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('%', '2', 'F', 'f', 'E', '4', 'z', '+'), maxLength: 30 }),
        (value) => {
          expect(typeof decodeUriText(value)).toBe('string');
          expect([undefined, decodeUriText(value)]).toContain(decodeUriTextStrict(value));
        },
      ),
    );
  });
});

describe('query strings', () => {
  test('a plus is a space, a bare name has an empty value', () => {
    expect(parseQuery('prefix=dir+a%2F&delimiter&symlink=&x=1=2&&%2B=%2B')).toEqual([
      ['prefix', 'dir a/'],
      ['delimiter', ''],
      ['symlink', ''],
      ['x', '1=2'],
      ['+', '+'],
    ]);
  });

  test('what is written is read back', () => {
    const name = text.map((value) => `n${value.toWellFormed()}`);
    const value = text.map((raw) => raw.toWellFormed());
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
        expect(parseQuery(formatQuery(pairs))).toEqual(pairs);
      }),
    );
  });
});
