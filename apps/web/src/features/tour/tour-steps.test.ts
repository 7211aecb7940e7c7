import { expect, test } from 'vitest';
import { toNextStep, toShownStep, tourSteps } from './tour-steps.ts';

const since = '2026-11-28T10:00:00.000Z';
const at = '2026-11-28T10:01:00.000Z';
const wrote = (action: 'repoint' | 'undo') => ({ action, outcome: 'applied' as const, at });

test('a repair leads to its undo from every step, also from one that the visitor has skipped', () => {
  for (const step of ['broken', 'why', 'repair', 'undo'] as const)
    expect(toShownStep(step, wrote('repoint'), since)).toBe('undo');
  expect(toShownStep('end', wrote('repoint'), since)).toBe('end');
});

test('an undo ends the tour only where it was asked for: a second tour begins with the story', () => {
  expect(toShownStep('undo', wrote('undo'), since)).toBe('end');
  expect(toShownStep('broken', wrote('undo'), since)).toBe('broken');
});

test('a write that failed or is not known to be done completes nothing', () => {
  for (const outcome of ['failed', 'pending', 'unknown'] as const)
    expect(toShownStep('repair', { action: 'repoint', outcome, at }, since)).toBe('repair');
  expect(toShownStep('repair', undefined, since)).toBe('repair');
});

test('the last step has no next one', () => {
  expect(tourSteps.map(toNextStep)).toEqual(['why', 'repair', 'undo', 'end', undefined]);
});

test('the write that the story begins with is not the visitor’s', () => {
  const old = { ...wrote('repoint'), at: '2024-11-28T10:00:00.000Z' };
  expect(toShownStep('broken', old, since)).toBe('broken');
});
