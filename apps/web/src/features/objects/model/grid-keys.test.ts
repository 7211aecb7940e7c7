import { describe, expect, it } from 'vitest';
import { toGridAct } from './grid-keys.ts';

const press = (key: string, more = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe('keys in the list', () => {
  it.each([
    ['r', 'repoint'],
    ['e', 'edit'],
    ['y', 'copy'],
    ['u', 'undo'],
    ['f', 'find'],
    ['m', 'menu'],
    [' ', 'select'],
    ['Escape', 'unselect'],
    ['Backspace', 'parent'],
    ['x', undefined],
    ['toString', undefined],
  ])('%j asks to %s', (key, act) => {
    expect(toGridAct(press(key), true)).toBe(act);
  });

  it('draws a range with Shift, and marks all with Ctrl or ⌘', () => {
    expect(toGridAct(press(' ', { shiftKey: true }), true)).toBe('select-range');
    expect(toGridAct(press('a', { ctrlKey: true }), false)).toBe('select-all');
    expect(toGridAct(press('a', { metaKey: true }), false)).toBe('select-all');
  });

  it('ignores single letters once they are switched off, and keeps the others', () => {
    for (const key of 'reyufm') expect(toGridAct(press(key), false)).toBeUndefined();
    expect(toGridAct(press('Backspace'), false)).toBe('parent');
    expect(toGridAct(press(' '), false)).toBe('select');
  });

  it('leaves other combinations to the browser', () => {
    expect(toGridAct(press('r', { ctrlKey: true }), true)).toBeUndefined();
    expect(toGridAct(press('y', { metaKey: true }), true)).toBeUndefined();
    expect(toGridAct(press(' ', { altKey: true }), true)).toBeUndefined();
  });
});
