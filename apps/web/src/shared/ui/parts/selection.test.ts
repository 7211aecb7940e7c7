import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  countSelected,
  everythingSelected,
  isSelected,
  isWholePage,
  nothingSelected,
  toExtent,
  withRows,
} from './selection.ts';

const page = ['a', 'b', 'c'];

it('selects a page by its ids, and says when it is exactly the page', () => {
  const selection = withRows(nothingSelected, page, true);
  expect(countSelected(selection, 12_431)).toBe(3);
  expect(isWholePage(selection, page)).toBe(true);
  expect(isWholePage(withRows(selection, ['z'], true), page)).toBe(false);
  expect(isWholePage(nothingSelected, [])).toBe(false);
});

it('takes rows out of all that match as exceptions', () => {
  const selection = withRows(everythingSelected, ['b'], false);
  expect(selection).toEqual({ kind: 'all', except: new Set(['b']) });
  expect(countSelected(selection, 12_431)).toBe(12_430);
  expect(isWholePage(selection, page)).toBe(false);
  expect(withRows(selection, ['b'], true)).toEqual(everythingSelected);
});

it('counts no fewer than none where the matches became fewer than the exceptions', () => {
  expect(countSelected(withRows(everythingSelected, page, false), 2)).toBe(0);
});

it.each([
  [nothingSelected, 'none'],
  [withRows(nothingSelected, ['a'], true), 'some'],
  [withRows(nothingSelected, page, true), 'all'],
  [everythingSelected, 'all'],
  [withRows(everythingSelected, ['a'], false), 'some'],
] as const)('tells how much of a page %o selects', (selection, extent) => {
  expect(toExtent(selection, page)).toBe(extent);
});

it('answers for every row as the last step that named it left it, in both kinds', () => {
  const step = fc.tuple(fc.subarray(['a', 'b', 'c', 'd']), fc.boolean());
  fc.assert(
    fc.property(fc.boolean(), fc.array(step), (all, steps) => {
      const wanted = new Map<string, boolean>();
      let selection = all ? everythingSelected : nothingSelected;
      for (const [ids, selected] of steps) {
        selection = withRows(selection, ids, selected);
        for (const id of ids) wanted.set(id, selected);
      }
      for (const id of ['a', 'b', 'c', 'd', 'e']) {
        expect(isSelected(selection, id)).toBe(wanted.get(id) ?? all);
      }
    }),
  );
});
