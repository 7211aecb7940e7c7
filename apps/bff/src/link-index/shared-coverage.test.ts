import type { Coverage } from '@signpost/api-contract';
import { expect, test } from 'vitest';
import { mergeCoverage } from './shared-coverage.ts';

const none: Coverage = { bucket: 'b', state: 'not-scanned', keys: 0, pending: 0, calls: 0 };
const scanning: Coverage = { ...none, state: 'scanning', keys: 7, calls: 3 };
const complete: Coverage = { ...none, state: 'complete', keys: 9, scannedAt: '2026-11-28T00:00:00Z' };

test.each([
  ['nothing anywhere', none, undefined, none],
  ['the progress of a scan elsewhere', none, scanning, scanning],
  [
    'that another console has scanned it, with none of its numbers',
    none,
    complete,
    { ...none, state: 'elsewhere' },
  ],
  ['nothing of a scan that failed elsewhere', none, { ...none, state: 'failed' }, none],
  ['its own index first', complete, scanning, complete],
] as const)('a console tells %s', (_, own, other, expected) => {
  expect(mergeCoverage(own, other)).toEqual(expected);
});
