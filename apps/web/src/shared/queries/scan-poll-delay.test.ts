import type { Coverage } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { toScanPollDelay } from './scan-poll-delay.ts';

const coverage = (state: Coverage['state'], calls: number): Coverage => ({
  bucket: 'b',
  state,
  keys: 0,
  pending: 0,
  calls,
});

it.each([0, 700, 2_000, 10_000, 1e9])('asks for the progress of a scan after %i calls', (calls) => {
  expect(toScanPollDelay([coverage('scanning', calls)])).toBe(Math.min(10_000, Math.max(700, calls)));
});

it('asks at the pace of the longest of several scans', () => {
  expect(toScanPollDelay([coverage('scanning', 900), coverage('scanning', 4_000)])).toBe(4_000);
});

it.each([[undefined], [[]], [[coverage('complete', 5_000), coverage('failed', 1)]]])(
  'asks nothing while no scan runs: %j',
  (coverages) => {
    expect(toScanPollDelay(coverages)).toBe(false);
  },
);
