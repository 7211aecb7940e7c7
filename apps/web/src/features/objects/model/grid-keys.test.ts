import { describe, expect, it } from 'vitest';
import { toGridAct } from './grid-keys.ts';

const at = { index: 5, count: 100, screen: 10 };
const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('keys in the list', () => {
  it.each([
    ['ArrowDown', 6],
    ['j', 6],
    ['k', 4],
    ['Home', 0],
    ['End', 99],
    ['PageDown', 14],
    ['PageUp', 0],
  ])('%s goes to row %d', (key, to) => {
    expect(toGridAct(press(key), at, true)).toEqual({ act: 'move', to });
  });

  it('never leaves the list', () => {
    expect(toGridAct(press('ArrowUp'), { ...at, index: 0 }, true)).toEqual({ act: 'move', to: 0 });
    expect(toGridAct(press('PageDown'), { ...at, index: 99 }, true)).toEqual({ act: 'move', to: 99 });
  });

  it('ignores single letters once they are switched off, and keeps arrows and Enter', () => {
    for (const key of 'jkryu') expect(toGridAct(press(key), at, false)).toBeUndefined();
    expect(toGridAct(press('Enter'), at, false)).toEqual({ act: 'open' });
  });

  it('leaves combinations to the browser', () => {
    expect(toGridAct(press('r', { ctrlKey: true }), at, true)).toBeUndefined();
    expect(toGridAct(press('y', { metaKey: true }), at, true)).toBeUndefined();
  });
});
