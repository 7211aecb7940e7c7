import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendTo, noSelection, selectAll, toggleRow, type Selection } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const marked = ({ ids }: Selection): string => order.filter((id) => ids.has(id)).join('');
const extend = (selection: Selection, from: string, to: string): Selection =>
  extendTo(selection, { order, from, to });

describe('marking rows', () => {
  it('marks one by one, and takes marks away', () => {
    const two = toggleRow(toggleRow(noSelection, 'd'), 'b');
    expect(marked(two)).toBe('bd');
    expect(marked(toggleRow(two, 'd'))).toBe('b');
  });

  it('draws a range from the row marked last, in either direction, and takes it back when it shrinks', () => {
    const start = toggleRow(noSelection, 'c');
    const down = extend(start, 'c', 'e');
    expect(marked(down)).toBe('cde');
    expect(marked(extend(down, 'e', 'd'))).toBe('cd');
    expect(marked(extend(down, 'e', 'a'))).toBe('abc');
  });

  it('begins at the row that has the focus when none was marked', () => {
    expect(marked(extend(noSelection, 'b', 'c'))).toBe('bc');
  });

  it('keeps what was marked apart from the range', () => {
    const far = toggleRow(toggleRow(noSelection, 'a'), 'd');
    expect(marked(extend(far, 'd', 'e'))).toBe('ade');
    expect(marked(extend(extend(far, 'd', 'e'), 'e', 'c'))).toBe('acd');
  });

  it('begins anew where the first row of the range has gone from the list', () => {
    const gone = { ...noSelection, anchor: 'gone' };
    expect(marked(extend(gone, 'd', 'e'))).toBe('de');
  });

  it('marks all', () => {
    expect(marked(selectAll(order))).toBe('abcde');
    expect(selectAll([]).ids.size).toBe(0);
  });

  it('always covers the range and what was marked before it', () => {
    const id = fc.constantFrom(...order);
    fc.assert(
      fc.property(fc.array(id), id, id, (toggled, anchor, to) => {
        const before = toggleRow(toggled.reduce(toggleRow, noSelection), anchor);
        const after = extend(before, anchor, to);
        const [low, high] = [order.indexOf(anchor), order.indexOf(to)].toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        const expected = order.filter((one, i) => before.ids.has(one) || (i >= low && i <= high));
        expect(marked(after)).toBe(expected.join(''));
      }),
    );
  });
});
