import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fromWireHeaderValue, toWireHeaderValue } from '../wire-header-value.ts';
import { assertUserMetadata, decodeUserMetadata, encodeUserMetadata } from './user-metadata.ts';

describe('user metadata', () => {
  test('names go out in lower case behind the prefix and come back without it', () => {
    const headers = encodeUserMetadata({ Owner: 'ops', 'build-id': '7 中文' });
    expect(headers).toEqual([
      ['x-oss-meta-owner', 'ops'],
      ['x-oss-meta-build-id', '7 中文'],
    ]);
    expect(decodeUserMetadata([...headers, ['etag', 'x']])).toEqual({ owner: 'ops', 'build-id': '7 中文' });
  });

  test('8,192 bytes of names and values pass, one more does not', () => {
    expect(() => assertUserMetadata({ abcd: 'v'.repeat(8188) })).not.toThrow();
    expect(() => assertUserMetadata({ abcd: 'v'.repeat(8189) })).toThrow(
      expect.objectContaining({ name: 'UserMetadataError', rule: 'too-large' }),
    );
    expect(() => assertUserMetadata({ a: '中'.repeat(2000), b: '中'.repeat(2000) })).toThrow(
      expect.objectContaining({ rule: 'too-large' }),
    );
  });

  test.each([
    [{ build_id: '1' }, 'name'],
    [{ '': '1' }, 'name'],
    [{ 'a b': '1' }, 'name'],
    [{ 名: '1' }, 'name'],
    [{ A: '1', a: '2' }, 'duplicate'],
    [{ a: 'x\r\ny: z' }, 'control-character'],
    [{ a: 'x\0' }, 'control-character'],
    [{ a: ' x' }, 'edge-blank'],
    [{ a: '\udc00' }, 'not-unicode'],
  ])('%j is refused as %s', (metadata, rule) => {
    expect(() => encodeUserMetadata(metadata)).toThrow(expect.objectContaining({ field: 'metadata', rule }));
  });

  test('values survive the bytes of a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const value = text.toWellFormed();
        const wire = toWireHeaderValue(value);
        expect(/[^\0-\xff]/.test(wire)).toBe(false);
        expect(fromWireHeaderValue(wire)).toBe(value);
      }),
    );
  });
});
