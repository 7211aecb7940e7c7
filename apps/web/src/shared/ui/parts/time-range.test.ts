import { describe, expect, it, vi } from 'vitest';
import { findRangeProblem, fromFieldValue, toFieldValue, toPresetRange } from './time-range.ts';

const now = Date.parse('2026-11-29T12:34:56.000Z');

it('ends a preset with the present minute, so that what just happened is in it', () => {
  expect(toPresetRange('hour', now)).toEqual({
    from: '2026-11-29T11:35:00.000Z',
    to: '2026-11-29T12:35:00.000Z',
  });
});

describe('fields', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-29T20:34'],
    ['America/New_York', '2026-11-29T07:34'],
    ['UTC', '2026-11-29T12:34'],
  ])('show a moment in the zone of the reader: %s', (zone, text) => {
    vi.stubEnv('TZ', zone);
    expect(toFieldValue('2026-11-29T12:34:56.000Z')).toBe(text);
    expect(fromFieldValue(text)).toBe('2026-11-29T12:34:00.000Z');
  });

  it('are empty without a moment, and mean none when they are empty', () => {
    expect(toFieldValue(undefined)).toBe('');
    expect(toFieldValue('yesterday')).toBe('');
    expect(fromFieldValue('')).toBeUndefined();
    expect(fromFieldValue('2026-13-45T99:99')).toBeUndefined();
  });
});

describe('a range', () => {
  const limits = { now, earliest: '2026-11-01T00:00:00.000Z', longest: 7 };
  const at = (text: string): string => `2026-11-${text}:00.000Z`;
  it.each([
    [{ from: at('28T00:00') }, 'incomplete'],
    [{ from: at('28T00:00'), to: at('28T00:00') }, 'reversed'],
    [{ from: at('28T00:00'), to: at('30T00:00') }, 'future'],
    [{ from: at('28T00:00'), to: at('29T12:35') }, undefined],
    [{ from: '2026-10-31T23:00:00.000Z', to: at('02T00:00') }, 'too-early'],
    [{ from: at('02T00:00'), to: at('09T00:01') }, 'too-long'],
    [{ from: at('02T00:00'), to: at('09T00:00') }, undefined],
  ] as const)('%o is judged: %s', (range, problem) => {
    expect(findRangeProblem(range, limits)).toBe(problem);
  });
});
