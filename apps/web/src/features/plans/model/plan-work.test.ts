import { expect, it } from 'vitest';
import { countOutcomes, toPlanWork } from './plan-work.ts';

it('counts what was to be written, without what was left out', () => {
  expect(countOutcomes({ applied: 7, failed: 1, waiting: 2, 'left-out': 5 })).toEqual({
    applied: 7,
    ended: 8,
    total: 10,
  });
});

it('tells the rate by the time that is left', () => {
  const outcomes = { applied: 40, waiting: 60 };
  expect(toPlanWork({ state: 'applying', outcomes, secondsLeft: 12 })).toEqual({
    state: 'running',
    done: 40,
    total: 100,
    perSecond: 5,
  });
});

it('stops once the calls under way are over', () => {
  const outcomes = { applied: 1, running: 1 };
  expect(toPlanWork({ state: 'applying', outcomes }, true).state).toBe('stopping');
  expect(toPlanWork({ state: 'stopped', outcomes }, true).state).toBe('stopped');
  expect(toPlanWork({ state: 'done', outcomes: { applied: 2 } })).toEqual({
    state: 'done',
    done: 2,
    total: 2,
  });
});
