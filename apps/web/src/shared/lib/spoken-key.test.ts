import { expect, it } from 'vitest';
import { toSpokenKey } from './spoken-key.ts';

it('keeps a key of 200 signs whole and shortens a longer one', () => {
  expect(toSpokenKey('工'.repeat(200))).toBe('工'.repeat(200));
  expect(toSpokenKey('k'.repeat(1023))).toBe(`${'k'.repeat(200)}…`);
  expect(toSpokenKey('a\u202eb')).toBe('a‹U+202E›b');
});
