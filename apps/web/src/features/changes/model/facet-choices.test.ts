import type { ChangeCounts } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { toFacetChoices, toRange } from './facet-choices.ts';

const counts: ChangeCounts = {
  total: 3,
  facets: {
    actor: [{ value: 'ada', count: 3 }],
    action: [{ value: 'repoint', count: 3 }],
    outcome: [
      { value: 'failed', count: 1 },
      { value: 'applied', count: 2 },
    ],
    bucket: [{ value: 'b', count: 3 }],
  },
};

it('keeps the chosen value where no change has it, so that it can be taken back', () => {
  expect(toFacetChoices({ actor: 'bob' }, counts).actor).toEqual([
    { value: 'ada', count: 3 },
    { value: 'bob', count: 0 },
  ]);
  expect(toFacetChoices({ actor: 'bob' }, undefined).actor).toEqual([{ value: 'bob' }]);
  expect(toFacetChoices({ actor: 'ada' }, counts).actor).toHaveLength(1);
});

it('keeps the order of outcomes, and offers what one looks for although nothing has it', () => {
  expect(toFacetChoices({}, counts).outcome).toEqual([
    { value: 'applied', count: 2 },
    { value: 'failed', count: 1 },
    { value: 'unknown', count: 0 },
  ]);
});

it('closes a range of time that is open at an end', () => {
  const since = '2026-11-01T00:00:00.000Z';
  expect(toRange({}, 0)).toBeUndefined();
  expect(toRange({ since }, Date.parse('2026-11-02'))).toEqual({
    from: since,
    to: '2026-11-02T00:00:00.000Z',
  });
  expect(toRange({ until: since }, 0)).toEqual({ from: '1970-01-01T00:00:00.000Z', to: since });
});
