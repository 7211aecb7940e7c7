import { describe, expect, it } from 'vitest';
import { understandTarget } from './understood-target.ts';

describe('the target field', () => {
  it('tells an empty field from a key', () => {
    expect(understandTarget('', { bucket: 'b' })).toEqual({ ok: false, why: 'nothing' });
    expect(understandTarget('a b', { bucket: 'b' })).toEqual({ ok: true, key: 'a b', how: 'key' });
  });

  it('refuses another bucket by name', () => {
    expect(understandTarget('oss://c/x', { bucket: 'b' })).toMatchObject({
      ok: false,
      why: 'other-bucket',
      bucket: 'c',
    });
  });
});
