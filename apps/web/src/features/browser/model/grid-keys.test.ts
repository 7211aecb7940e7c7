import { describe, expect, it } from 'vitest';
import { toGridAction } from './grid-keys.ts';

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
    ['p', 'mend'],
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
  ])('%j asks to %s', (key, action) => {
    expect(toGridAction(press(key), true)).toBe(action);
  });

  it('draws a range with Shift, and marks all with Ctrl or ⌘', () => {
    expect(toGridAction(press(' ', { shiftKey: true }), true)).toBe('select-range');
    expect(toGridAction(press('a', { ctrlKey: true }), false)).toBe('select-all');
    expect(toGridAction(press('a', { metaKey: true }), false)).toBe('select-all');
  });

  it('ignores single letters once they are switched off, and keeps the others', () => {
    for (const key of 'rpeyufm') expect(toGridAction(press(key), false)).toBeUndefined();
    expect(toGridAction(press('Backspace'), false)).toBe('parent');
    expect(toGridAction(press(' '), false)).toBe('select');
  });

  it('leaves other combinations to the browser', () => {
    expect(toGridAction(press('r', { ctrlKey: true }), true)).toBeUndefined();
    expect(toGridAction(press('y', { metaKey: true }), true)).toBeUndefined();
    expect(toGridAction(press(' ', { altKey: true }), true)).toBeUndefined();
  });
});
