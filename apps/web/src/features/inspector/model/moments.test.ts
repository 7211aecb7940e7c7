import { expect, it } from 'vitest';
import { toMoments } from './moments.ts';

/** Narrow blanks are the business of the language. */
const words = (from: string, to: string, locale: string): string =>
  Object.values(toMoments(from, to, locale))
    .join(' | ')
    .replaceAll(/\s/g, ' ');

it('names the day once, and seconds only where they differ alone', () => {
  const day = (time: string): string => new Date(`2026-11-30T${time}`).toISOString();
  expect(words(day('02:10:00'), day('02:40:00'), 'en')).toBe('Nov 30, 2026, 2:10 AM | 2:40 AM');
  expect(words(day('02:10:00'), day('02:40:00'), 'zh-CN')).toBe('2026年11月30日 02:10 | 02:40');
  expect(words(day('02:10:01'), day('02:10:09'), 'en')).toBe('Nov 30, 2026, 2:10:01 AM | 2:10:09 AM');
  const later = new Date('2026-12-01T02:10:00').toISOString();
  expect(words(day('23:10:00'), later, 'en')).toBe('Nov 30, 2026, 11:10 PM | Dec 1, 2026, 2:10 AM');
});
