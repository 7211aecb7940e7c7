import { expect, it } from 'vitest';
import type { Stage } from './dialog-stage.ts';
import { toStep } from './dialog-step.ts';

const review = (more: object): Stage =>
  ({ kind: 'review', severity: 'fine', waiting: undefined, needed: [], ...more }) as unknown as Stage;
const proof = { severity: 'proof', waiting: 'proof' };

const cases: readonly [string, Stage, string, string][] = [
  ['nothing is left but the button', review({}), '', 'say'],
  ['a newer answer is on its way', review({ waiting: 'preflight' }), '', 'see'],
  ['a finding is still to be decided', review({ severity: 'choices', waiting: 'choices' }), '', 'see'],
  ['the write is forbidden', review({ severity: 'blocked' }), '', 'see'],
  ['the name of an object is to be typed', review(proof), '', 'see'],
  ['the name is being typed', review(proof), 'lat', 'say'],
  ['the name is typed', review({ ...proof, waiting: undefined }), 'latest', 'say'],
  ['the write is on its way', { kind: 'sending' }, '', 'say'],
  ['its answer is lost', { kind: 'lost' }, '', 'say'],
  ['it is written', { kind: 'done' } as Stage, '', 'done'],
];

it.each(cases)('where %s', (_, stage, typed, step) => {
  expect(toStep(stage, typed)).toBe(step);
});
