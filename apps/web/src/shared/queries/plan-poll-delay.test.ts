import type { Plan } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { toPlanPollDelay } from './plan-poll-delay.ts';

const plan = (state: Plan['state'], more: Partial<Plan> = {}) => ({ state, outcomes: {}, ...more });

it.each(['drafting', 'applying'] as const)(
  'asks for a plan that is %s fast at first, then slower',
  (state) => {
    expect(toPlanPollDelay(plan(state), 0)).toBe(400);
    expect(toPlanPollDelay(plan(state), 100)).toBe(1500);
  },
);

it('asks slowly while something holds the plan up', () => {
  expect(toPlanPollDelay(plan('applying', { problem: { code: 'oss-unavailable' } }), 0)).toBe(3000);
});

it('follows a paused plan, and one that has ended only while an outcome is open', () => {
  expect(toPlanPollDelay(plan('paused'), 0)).toBe(5000);
  expect(toPlanPollDelay(plan('stopped', { outcomes: { unknown: 1 } }), 0)).toBe(3000);
  expect(toPlanPollDelay(plan('done', { outcomes: { applied: 9, failed: 1 } }), 0)).toBe(false);
});

it.each([undefined, plan('open'), plan('discarded'), plan('draft-failed')])('asks nothing of %j', (one) => {
  expect(toPlanPollDelay(one, 0)).toBe(false);
});
