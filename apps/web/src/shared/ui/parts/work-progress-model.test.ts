import { expect, it } from 'vitest';
import { roundRate, toAnnouncedCount, toSecondsLeft } from './work-progress-model.ts';

it.each([
  [{ state: 'running', done: 400, total: 1000, perSecond: 60 }, 10],
  [{ state: 'running', done: 1200, total: 1000, perSecond: 60 }, 0],
  [{ state: 'running', done: 400, perSecond: 60 }, undefined],
  [{ state: 'running', done: 400, total: 1000 }, undefined],
  [{ state: 'running', done: 400, total: 1000, perSecond: 0 }, undefined],
  [{ state: 'paused', done: 400, total: 1000, perSecond: 60 }, undefined],
] as const)('tells the time left of %o only where it is known', (work, seconds) => {
  expect(toSecondsLeft(work)).toBe(seconds);
});

it.each([
  [{ state: 'running', done: 1299, total: 10_000 }, 1000],
  [{ state: 'running', done: 1999, total: 10_000 }, 1000],
  [{ state: 'running', done: 2000, total: 10_000 }, 2000],
  [{ state: 'running', done: 3, total: 0 }, 3],
  [{ state: 'running', done: 0 }, 0],
  [{ state: 'running', done: 12_431 }, 10_000],
  [{ state: 'running', done: 29_999 }, 20_000],
  [{ state: 'stopped', done: 1299, total: 10_000 }, 1299],
] as const)('announces %o as %d', (work, count) => {
  expect(toAnnouncedCount(work)).toBe(count);
});

it.each([
  [0.04, 0],
  [1.26, 1.3],
  [9.96, 10],
  [59.6, 60],
])('rounds a rate of %d to %d', (rate, rounded) => {
  expect(roundRate(rate)).toBe(rounded);
});
