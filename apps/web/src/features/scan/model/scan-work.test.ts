import type { AnswerOf } from '@signpost/api-contract';
import { expect, test } from 'vitest';
import { toScanWork } from './scan-work.ts';

const report = (state: AnswerOf<'getScan'>['scan']['state'], keys: number): AnswerOf<'getScan'> => ({
  scan: { state, keys, calls: 3, headers: false },
  coverage: { bucket: 'b', state: 'scanning', keys: 0, pending: 0, calls: 3, estimatedKeys: 9000 },
});
const first = { at: 1000, keys: 1000 };

test('the rate is what was read since it was first looked at, and not told at once', () => {
  const at = (now: number) => toScanWork(report('running', 4000), { first, now, cancelling: false });
  expect(at(4000)).toEqual({ state: 'running', done: 4000, total: 9000, perSecond: 1000 });
  expect(at(2500)).toEqual({ state: 'running', done: 4000, total: 9000 });
});

test('an estimate that more was read than is no total', () => {
  const work = toScanWork(report('running', 9500), { first, now: 2000, cancelling: false });
  expect(work).toEqual({ state: 'running', done: 9500 });
});

test.each([
  ['paused', false, 'paused'],
  ['cancelled', false, 'stopped'],
  ['ended', false, 'done'],
  ['running', true, 'stopping'],
] as const)('a scan that is %s (cancelling: %s) is shown as %s', (state, cancelling, shown) => {
  expect(toScanWork(report(state, 1), { first: undefined, now: 0, cancelling }).state).toBe(shown);
});
