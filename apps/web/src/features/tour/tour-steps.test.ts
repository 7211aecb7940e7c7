import { expect, test } from 'vitest';
import { toNextStep, toShownStep, tourSteps } from './tour-steps.ts';

const wrote = (action: 'repoint' | 'undo') => ({ action, outcome: 'applied' as const });

test('a repair leads to its undo from every step, also from one that the visitor has skipped', () => {
  for (const step of ['broken', 'why', 'repair', 'undo'] as const)
    expect(toShownStep(step, wrote('repoint'))).toBe('undo');
  expect(toShownStep('end', wrote('repoint'))).toBe('end');
});

test('an undo ends the tour only where it was asked for: a second tour begins with the story', () => {
  expect(toShownStep('undo', wrote('undo'))).toBe('end');
  expect(toShownStep('broken', wrote('undo'))).toBe('broken');
});

test('a write that failed or is not known to be done completes nothing', () => {
  for (const outcome of ['failed', 'pending', 'unknown'] as const)
    expect(toShownStep('repair', { action: 'repoint', outcome })).toBe('repair');
  expect(toShownStep('repair', undefined)).toBe('repair');
});

test('the last step has no next one', () => {
  expect(tourSteps.map(toNextStep)).toEqual(['why', 'repair', 'undo', 'end', undefined]);
});
