import { expect, it } from 'vitest';
import { toPlanWork } from './plan-work.ts';

const toWrites = (repoint: number) => ({ create: 0, repoint, delete: 0, restore: 0, copy: 0 });

it('tells the rate by the time that is left', () => {
  const outcomes = { applied: 40, waiting: 60, 'left-out': 5 };
  expect(toPlanWork({ state: 'applying', writes: toWrites(100), outcomes, secondsLeft: 12 })).toEqual({
    state: 'running',
    done: 40,
    total: 100,
    perSecond: 5,
  });
});

it('stops once the calls under way are over', () => {
  const plan = { writes: toWrites(2), outcomes: { applied: 1, running: 1 } };
  expect(toPlanWork({ ...plan, state: 'applying' }, true).state).toBe('stopping');
  expect(toPlanWork({ ...plan, state: 'stopped' }, true).state).toBe('stopped');
  expect(toPlanWork({ ...plan, state: 'done', outcomes: { applied: 2 } })).toEqual({
    state: 'done',
    done: 2,
    total: 2,
  });
});
