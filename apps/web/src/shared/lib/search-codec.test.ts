import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearchTexts, stringifySearchTexts } from './search-codec.ts';

const awkward = [
  '123',
  'true',
  'null',
  '{"a":1}',
  '[]',
  '"quoted"',
  'a b',
  'a+b',
  '100%',
  '%2F',
  'a%00b',
  '//',
  './..',
  '../',
  'a/./b',
  '?',
  '#',
  '&=;',
  'key\n\r\t',
  '\u0000',
  '工具\u202efdp.exe',
  '😀',
  'x'.repeat(1023),
  '__proto__',
  ' ',
  '\\',
];

const anyText = fc.string({ unit: 'binary' });

describe('texts in an address', () => {
  it.each(awkward)('carries %j as it is, also through a real URL', (key) => {
    const url = new URL(`http://localhost/c/demo/b/acme${stringifySearchTexts({ prefix: key, key })}`);
    expect(parseSearchTexts(url.search)).toEqual({ prefix: key, key });
  });

  it('carries any well-formed text', () => {
    fc.assert(
      fc.property(
        fc.record({ prefix: anyText, key: anyText, cursor: anyText, on: anyText }, { requiredKeys: [] }),
        (search) => {
          const texts = Object.fromEntries(
            Object.entries(search).map(([name, text]) => [name, text.toWellFormed()]),
          );
          expect(parseSearchTexts(stringifySearchTexts(texts))).toEqual(texts);
        },
      ),
    );
  });

  it('tells an empty text from none, and leaves out what is not text', () => {
    expect(stringifySearchTexts({ prefix: '', key: undefined, tab: 3 })).toBe('?prefix=');
    expect(parseSearchTexts('?prefix=')).toEqual({ prefix: '' });
    expect(stringifySearchTexts({})).toBe('');
  });

  it('takes the first of two members of one name', () => {
    expect(parseSearchTexts('?key=a&key=b')).toEqual({ key: 'a' });
  });
});
