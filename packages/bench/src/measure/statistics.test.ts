import { expect, test } from 'vitest';
import { summarise } from './statistics.ts';

test('takes the middle value, or the mean of the two middle ones', () => {
  expect(summarise([9, 1, 2])).toEqual({ median: 2, low: 1, high: 9 });
  expect(summarise([4, 1, 2, 9])).toEqual({ median: 3, low: 1, high: 9 });
});

test('refuses to summarise nothing', () => {
  expect(() => summarise([])).toThrow(RangeError);
});
