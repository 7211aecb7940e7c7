import { expect, it } from 'vitest';
import { formatWait } from './format-wait.ts';

it.each([
  [0, '1 minute'],
  [60, '1 minute'],
  [61, '2 minutes'],
  [5400, '90 minutes'],
  [5401, '2 hours'],
  [48 * 3600, '48 hours'],
])('writes %i seconds as %s', (seconds, text) => {
  expect(formatWait(seconds, 'en')).toBe(text);
});
