import { describe, expect, it } from 'vitest';
import { toComboboxAction } from './combobox-keys.ts';

const press = (key: string, more = {}) => ({ key, altKey: false, ctrlKey: false, metaKey: false, ...more });
const open = (marked: number, count = 3) => ({ open: true, marked, count });

describe('keys in a field with proposals', () => {
  it('go down through the proposals and back to the text', () => {
    const walk = [-1, 0, 1, 2].map((marked) => toComboboxAction(press('ArrowDown'), open(marked)));
    expect(walk).toEqual([0, 1, 2, -1].map((to) => ({ kind: 'mark', to })));
  });

  it('go up the same way', () => {
    const walk = [-1, 2, 1, 0].map((marked) => toComboboxAction(press('ArrowUp'), open(marked)));
    expect(walk).toEqual([2, 1, 0, -1].map((to) => ({ kind: 'mark', to })));
  });

  it('open a closed list at its first or last proposal, and mark nothing where there is none', () => {
    expect(toComboboxAction(press('ArrowDown'), { open: false, marked: -1, count: 3 })).toEqual({
      kind: 'mark',
      to: 0,
    });
    expect(toComboboxAction(press('ArrowUp'), { open: false, marked: -1, count: 3 })).toEqual({
      kind: 'mark',
      to: 2,
    });
    expect(toComboboxAction(press('ArrowDown'), open(-1, 0))).toEqual({ kind: 'mark', to: -1 });
  });

  it('leave Esc to the window around a closed list, and leave key combinations to other handlers', () => {
    expect(toComboboxAction(press('Escape'), open(0))).toEqual({ kind: 'close' });
    expect(toComboboxAction(press('Escape'), { open: false, marked: -1, count: 3 })).toBeUndefined();
    expect(toComboboxAction(press('Enter', { ctrlKey: true }), open(0))).toBeUndefined();
    expect(toComboboxAction(press('ArrowUp', { altKey: true }), open(0))).toBeUndefined();
  });
});
