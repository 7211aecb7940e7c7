import { describe, expect, it } from 'vitest';
import { isProven, toProofChallenge } from './proof-challenge.ts';

describe('the proof that a real object may go', () => {
  it.each([
    ['cli/channels.json', 'name', 'channels.json'],
    ['手册.pdf', 'name', '手册.pdf'],
    ['dir/', 'name', 'dir/'],
    ['cli/工具\u202efdp.exe', 'size', '412'],
    ['a/ leading blank', 'size', '412'],
    ['a/two  blanks', 'size', '412'],
    [`a/${'x'.repeat(60)}`, 'size', '412'],
  ])('asks for what can be typed: %j', (key, kind, text) => {
    expect(toProofChallenge(key, 412)).toEqual({ kind, text });
  });

  it('takes the name exactly, in composed or decomposed letters', () => {
    const challenge = toProofChallenge('cafe\u0301.txt', 1);
    expect(isProven(challenge, 'caf\u00e9.txt')).toBe(true);
    expect(isProven(challenge, 'Caf\u00e9.txt')).toBe(false);
    expect(isProven(challenge, '')).toBe(false);
  });

  it('takes the size with or without group signs', () => {
    const challenge = { kind: 'size', text: '1234567' } as const;
    expect(
      ['1234567', '1,234,567', '1 234 567', ' 1234567 '].map((typed) => isProven(challenge, typed)),
    ).toEqual([true, true, true, true]);
    expect(isProven(challenge, '1234568')).toBe(false);
  });
});
