import { expect, it } from 'vitest';
import { toColumnSort, toNextSort } from './link-sorting.ts';

it('orders by written time newest first, oldest first, and then by key again', () => {
  const first = toNextSort(undefined, 'changed');
  const second = toNextSort(first, 'changed');
  expect([first, second, toNextSort(second, 'changed')]).toEqual(['newest', 'oldest', undefined]);
});

it('orders by health worst first and then by key again, also from another order', () => {
  expect(toNextSort('oldest', 'health')).toBe('health');
  expect(toNextSort('health', 'health')).toBeUndefined();
  expect(toNextSort('health', 'key')).toBeUndefined();
  expect(toNextSort(undefined, 'key')).toBeUndefined();
});

it('says which column an order belongs to', () => {
  expect(toColumnSort(undefined)).toEqual({ column: 'key', descending: false });
  expect(toColumnSort('health')).toEqual({ column: 'health', descending: true });
  expect(toColumnSort('newest')).toEqual({ column: 'changed', descending: true });
  expect(toColumnSort('oldest')).toEqual({ column: 'changed', descending: false });
});
