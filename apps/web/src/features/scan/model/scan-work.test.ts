import type { AnswerOf } from '@signpost/api-contract';
import { expect, test } from 'vitest';
import { isEarlier, toCallRate, toScanWork } from './scan-work.ts';

const report = (state: AnswerOf<'getScan'>['scan']['state'], keys: number): AnswerOf<'getScan'> => ({
  scan: { state, keys, calls: 3, headers: false },
  coverage: { bucket: 'b', state: 'scanning', keys: 0, pending: 0, calls: 3, estimatedKeys: 9000 },
});
const first = { at: 1000, keys: 1000, calls: 1 };

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

test('calls in a second are counted from the first look on, too', () => {
  const at = (now: number) => toCallRate(report('running', 4000), { first, now });
  expect(at(2000)).toBeUndefined();
  expect(at(3000)).toBe(1);
  expect(toCallRate(report('running', 1), { first: { ...first, calls: 3 }, now: 9000 })).toBeUndefined();
});

test('what was held back on its way is told from what is newer', () => {
  const of = (beganAt: string, calls: number) => {
    const { scan, coverage } = report('running', 1);
    return { scan: { ...scan, beganAt, calls }, coverage };
  };
  expect(isEarlier(of('2026-11-30T02:00:00Z', 3), of('2026-11-30T02:00:00Z', 4))).toBe(true);
  expect(isEarlier(of('2026-11-30T02:00:00Z', 4), of('2026-11-30T02:00:00Z', 4))).toBe(false);
  expect(isEarlier(of('2026-11-30T03:00:00Z', 1), of('2026-11-30T02:00:00Z', 4))).toBe(false);
  expect(isEarlier(of('2026-11-30T02:00:00Z', 9), of('2026-11-30T03:00:00Z', 1))).toBe(true);
});
