import { describe, expect, it } from 'vitest';
import { toRowMove } from './row-move.ts';

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
const at = { index: 5, count: 10, screen: 4 };

describe('moving in a list', () => {
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['Home', 0],
    ['End', 9],
    ['PageDown', 8],
    ['PageUp', 2],
    ['j', 6],
    ['k', 4],
    ['Enter', undefined],
    ['x', undefined],
  ])('takes %s to %s', (key, to) => {
    expect(toRowMove(press(key), at, true)).toBe(to);
  });

  it('stays within the rows', () => {
    expect(toRowMove(press('ArrowDown'), { ...at, index: 9 }, true)).toBe(9);
    expect(toRowMove(press('PageUp'), { ...at, index: 1 }, true)).toBe(0);
  });

  it('goes nowhere in a list without rows', () => {
    expect(toRowMove(press('End'), { index: 0, count: 0, screen: 4 }, true)).toBeUndefined();
  });

  it('leaves letters alone while single keys are off, and keys with modifiers always', () => {
    expect(toRowMove(press('j'), at, false)).toBeUndefined();
    expect(toRowMove(press('ArrowDown', { ctrlKey: true }), at, true)).toBeUndefined();
  });
});
