import { expect, it } from 'vitest';
import { toKindText, toOutcomeText } from './plan-words.ts';

it('names a kind by what is to be done, until the plan is through', () => {
  expect(toKindText('moved', 'open')).toBe('kindPlanned.moved');
  expect(toKindText('moved', 'discarded')).toBe('kindPlanned.moved');
  expect(toKindText('moved', 'done')).toBe('kind.moved');
  expect(toKindText('alone', 'open')).toBe('kind.alone');
});

it('names a row by what was done once it is written, whatever became of the plan', () => {
  expect(toKindText('moved', 'stopped', 'applied')).toBe('kind.moved');
  expect(toKindText('moved', 'applying', 'waiting')).toBe('kindPlanned.moved');
  expect(toKindText('moved', 'done', 'drifted')).toBe('kindPlanned.moved');
  expect(toKindText('alone', 'done', 'left-out')).toBe('kind.alone');
});

it('lets no row wait in a plan that has ended', () => {
  expect(toOutcomeText('waiting', 'applying')).toBe('outcome.waiting');
  expect(toOutcomeText('waiting', 'discarded')).toBe('outcome.not-written');
  expect(toOutcomeText('waiting', 'stopped')).toBe('outcome.not-written');
  expect(toOutcomeText('applied', 'stopped')).toBe('outcome.applied');
});

it('tells rows that a stop kept from being written from those that were left out', () => {
  expect(toOutcomeText('left-out', 'stopped', 'write')).toBe('outcome.not-written');
  expect(toOutcomeText('left-out', 'stopped', 'leave')).toBe('outcome.left-out');
  expect(toOutcomeText('left-out', 'stopped')).toBe('outcome.not-written');
  expect(toOutcomeText('left-out', 'done')).toBe('outcome.left-out');
});
