import { expect, it } from 'vitest';
import { toWorstState } from './worst-job.ts';
import type { WorkState } from './work-progress-model.ts';

it.each([
  [[], undefined],
  [['done'], 'done'],
  [['done', 'running'], 'running'],
  [['running', 'paused', 'done'], 'paused'],
  [['running', 'stopping'], 'stopping'],
  [['paused', 'stopped'], 'stopped'],
  [['running', 'failed', 'paused'], 'failed'],
] as [WorkState[], WorkState | undefined][])('of %j it shows %s', (states, worst) => {
  expect(toWorstState(states.map((state) => ({ state, done: 1 })))).toBe(worst);
});
