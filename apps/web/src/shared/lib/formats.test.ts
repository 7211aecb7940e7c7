import { describe, expect, it } from 'vitest';
import { formatDuration, formatLeastTime } from './format-duration.ts';
import { formatSize } from './format-size.ts';
import { toTimeDistance } from './time-distance.ts';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [412, '412 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [22_439_526, '21.4 MiB'],
    [104_857_600, '100 MiB'],
    [1024 ** 4 * 3, '3 TiB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatSize(bytes, 'en')).toBe(text);
  });
});

describe('durations', () => {
  it.each([
    [0.01, '1 second', '1秒钟'],
    [10, '10 seconds', '10秒钟'],
    [91, '2 minutes', '2分钟'],
    [5401, '2 hours', '2小时'],
  ])('writes %d seconds, rounded up', (seconds, en, zh) => {
    expect(formatDuration(seconds, 'en')).toBe(en);
    expect(formatDuration(seconds, 'zh-CN')).toBe(zh);
  });

  it('are not told where nothing is held back', () => {
    expect(formatLeastTime({ calls: 1000, perSecond: 100 }, 'en')).toBe('10 seconds');
    expect(formatLeastTime({ calls: 1000, perSecond: undefined }, 'en')).toBeUndefined();
  });
});

describe('distances in time', () => {
  const now = Date.UTC(2026, 10, 22);
  const hours = 3_600_000;
  it.each([
    [now - 4_000, 4, 's', false],
    [now - 90_000, 1, 'min', false],
    [now - 41 * 24 * hours, 41, 'd', false],
    [now - 213 * 24 * hours, 7, 'mo', false],
    [now - 730 * 24 * hours, 2, 'y', false],
    [now + 19 * 24 * hours, 19, 'd', true],
  ])('measures %d', (moment, amount, unit, future) => {
    expect(toTimeDistance(moment, now)).toEqual({ amount, unit, future });
  });
});
