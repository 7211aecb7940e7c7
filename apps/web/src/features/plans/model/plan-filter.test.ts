import { expect, it } from 'vitest';
import { parsePlanSearch } from './plan-search.ts';
import { isFiltered, toFacetSelection, toRowFilter, withContains, withFacets } from './plan-filter.ts';

it('asks the server for what it knows, whatever an address says', () => {
  const search = parsePlanSearch({
    kind: 'missing',
    decision: 'burn',
    outcome: 'failed',
    x: 'y',
    contains: 'a',
  });
  expect(toRowFilter(search)).toEqual({ kind: 'missing', outcome: 'failed', contains: 'a' });
});

it('turns filters of an address into chosen facets and back, and begins at the first page', () => {
  const search = { kind: 'missing', finding: 'target-missing', contains: 'win', cursor: 'c' };
  const selection = toFacetSelection(search);
  expect(selection).toEqual({ kind: ['missing'], finding: ['target-missing'] });
  expect(withFacets(search, selection)).toEqual({
    kind: 'missing',
    finding: 'target-missing',
    contains: 'win',
  });
});

it('knows a text from none, and a page from a filter', () => {
  expect(withContains({ contains: 'a', cursor: 'c', kind: 'moved' }, '')).toEqual({ kind: 'moved' });
  expect(isFiltered({ cursor: 'c' })).toBe(false);
  expect(isFiltered({ contains: 'a' })).toBe(true);
});
