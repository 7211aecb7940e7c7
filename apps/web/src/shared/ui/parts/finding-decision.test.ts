import { expect, it } from 'vitest';
import {
  choiceOf,
  countUndecided,
  decideAll,
  decideRow,
  toDecidedExtent,
  undecided,
} from './finding-decision.ts';

it('decides all of a kind, whatever was decided for single rows', () => {
  const decision = decideAll('remove');
  expect(choiceOf(decision, 'a')).toBe('remove');
  expect(countUndecided(decision, 412)).toBe(0);
  expect(decideAll(undefined)).toEqual(undecided);
});

it('lets a row differ, or be left open', () => {
  const decision = decideRow(decideRow(decideAll('remove'), 'a', 'leave'), 'b', null);
  expect(['a', 'b', 'c'].map((row) => choiceOf(decision, row))).toEqual(['leave', undefined, 'remove']);
  expect(countUndecided(decision, 412)).toBe(1);
});

it('keeps no difference that is none', () => {
  const decision = decideRow(decideRow(decideAll('remove'), 'a', 'leave'), 'a', 'remove');
  expect(decision).toEqual(decideAll('remove'));
  expect(decideRow(decideRow(undecided, 'a', 'accept'), 'a', null)).toEqual(undecided);
});

it.each([
  [undecided, 'none'],
  [decideRow(undecided, 'a', 'accept'), 'some'],
  [decideRow(decideRow(undecided, 'a', 'accept'), 'b', 'accept'), 'all'],
  [decideAll('accept'), 'all'],
  [decideRow(decideAll('accept'), 'a', null), 'some'],
] as const)('tells how many of two findings %o decides', (decision, extent) => {
  expect(toDecidedExtent(decision, 2)).toBe(extent);
});
