import { expect, it } from 'vitest';
import { countChosen, withFacet } from './facet-selection.ts';

it('replaces the choice in one facet and keeps the others', () => {
  const before = { health: ['missing'], bucket: ['acme-cdn'] };
  expect(withFacet(before, 'health', ['missing', 'cold'])).toEqual({
    health: ['missing', 'cold'],
    bucket: ['acme-cdn'],
  });
  expect(before.health).toEqual(['missing']);
});

it('has no entry for a facet in which nothing is chosen', () => {
  expect(withFacet({ health: ['missing'], bucket: ['acme-cdn'] }, 'health', [])).toEqual({
    bucket: ['acme-cdn'],
  });
});

it('counts the chosen values of all facets', () => {
  expect(countChosen({})).toBe(0);
  expect(countChosen({ health: ['missing', 'cold'], bucket: ['acme-cdn'] })).toBe(3);
});
