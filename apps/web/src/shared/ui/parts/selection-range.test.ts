import { expect, it } from 'vitest';
import { emptyRange, extendTo, toRange, toggleRow } from './selection-range.ts';
import { everythingSelected, isSelected } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const selectedOf = ({ selection }: typeof emptyRange) => order.filter((id) => isSelected(selection, id));

it('draws a range from the row that was selected last, in either direction', () => {
  const first = toggleRow(emptyRange, 'c');
  expect(selectedOf(extendTo(first, { order, from: 'a', to: 'e' }))).toEqual(['c', 'd', 'e']);
  expect(selectedOf(extendTo(first, { order, from: 'a', to: 'a' }))).toEqual(['a', 'b', 'c']);
});

it('gives back what a shorter range no longer covers, and keeps what was selected before it', () => {
  const apart = toggleRow(toggleRow(emptyRange, 'a'), 'c');
  const long = extendTo(apart, { order, from: 'c', to: 'e' });
  expect(selectedOf(extendTo(long, { order, from: 'c', to: 'd' }))).toEqual(['a', 'c', 'd']);
});

it('begins a range at the given row where the anchor is on another page', () => {
  const elsewhere = toggleRow(emptyRange, 'z');
  expect(selectedOf(extendTo(elsewhere, { order, from: 'b', to: 'c' }))).toEqual(['b', 'c']);
});

it('takes single rows out of everything, and a range back in', () => {
  const without = toggleRow(toggleRow(toRange(everythingSelected), 'b'), 'c');
  expect(selectedOf(without)).toEqual(['a', 'd', 'e']);
  expect(selectedOf(extendTo(without, { order, from: 'a', to: 'd' }))).toEqual(['a', 'c', 'd', 'e']);
});
