import { expect, test } from 'vitest';
import { tourSteps } from './tour-choice.ts';
import { toNextStep, toShownStep } from './tour-steps.ts';

const baseline = 'older';
const wrote = (action: 'repoint' | 'undo') => ({ action, outcome: 'applied' as const, id: 'own' });

test('a repair leads to its undo from every step, also from one that the visitor has skipped', () => {
  for (const step of ['broken', 'why', 'repair', 'undo'] as const)
    expect(toShownStep(step, wrote('repoint'), baseline)).toBe('undo');
  expect(toShownStep('end', wrote('repoint'), baseline)).toBe('end');
});

test('an undo ends the tour only where it was asked for: a second tour begins with the story', () => {
  expect(toShownStep('undo', wrote('undo'), baseline)).toBe('end');
  expect(toShownStep('broken', wrote('undo'), baseline)).toBe('broken');
});

test('a write that failed or is not known to be done completes nothing', () => {
  for (const outcome of ['failed', 'pending', 'unknown'] as const)
    expect(toShownStep('repair', { action: 'repoint', outcome, id: 'own' }, baseline)).toBe('repair');
  expect(toShownStep('repair', undefined, baseline)).toBe('repair');
});

test('the last step has no next one', () => {
  expect(tourSteps.map(toNextStep)).toEqual(['why', 'repair', 'undo', 'end', undefined]);
});

test('a write from before the tour is not the visitor’s, and none is before that is known', () => {
  expect(toShownStep('broken', { ...wrote('repoint'), id: baseline }, baseline)).toBe('broken');
  expect(toShownStep('broken', wrote('repoint'), '')).toBe('broken');
});
