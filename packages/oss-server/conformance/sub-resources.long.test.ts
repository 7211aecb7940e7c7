import { expect, test } from 'vitest';

import { SWEPT_NAMES, sweepSubResources } from './sub-resource-sweep.ts';

test('every known and some unknown names are answered or 501 on every level and method', async () => {
  expect(SWEPT_NAMES.length).toBeGreaterThan(150);
  const { wrong, asked } = await sweepSubResources({
    names: SWEPT_NAMES,
    signatures: ['v1', 'v4'],
    forms: [(name) => name, (name) => `${name}=`],
  });
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(10_000);
});
