import type { Coverage } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { findEnded, mergeProgress, withUnread } from './scan-progress.ts';

const coverage = (bucket: string, state: Coverage['state'], keys = 0): Coverage => ({
  bucket,
  state,
  keys,
  pending: 0,
  calls: 0,
});

describe('following a scan', () => {
  it('sees which dailyStats have ended, well or not', () => {
    const known = [coverage('a', 'scanning'), coverage('b', 'scanning'), coverage('c', 'complete')];
    const polled = [coverage('a', 'complete'), coverage('b', 'scanning'), coverage('c', 'scanning')];
    expect(findEnded(known, polled)).toEqual(['a']);
    expect(findEnded(known, [coverage('b', 'failed')])).toEqual(['b']);
  });

  it('shows progress, and no end before its numbers are there', () => {
    const known = [
      coverage('a', 'scanning', 10),
      coverage('b', 'scanning', 10),
      coverage('c', 'complete', 10),
    ];
    const polled = [
      coverage('a', 'scanning', 70),
      coverage('b', 'complete', 90),
      coverage('c', 'scanning', 5),
    ];
    expect(mergeProgress(known, polled).map(({ keys, state }) => [state, keys])).toEqual([
      ['scanning', 70],
      ['scanning', 10],
      ['complete', 10],
    ]);
  });

  it('counts a bucket that nobody has read as not read, and leaves out those nobody asks for', () => {
    const known = [coverage('a', 'complete', 5), coverage('lake', 'complete', 3)];
    expect(withUnread(known, ['a', 'b']).map(({ bucket, state }) => [bucket, state])).toEqual([
      ['a', 'complete'],
      ['b', 'not-scanned'],
    ]);
  });
});
