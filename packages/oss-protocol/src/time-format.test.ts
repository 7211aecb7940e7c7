import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatHttpDate, formatIsoBasic, parseIsoTime } from './time-format.ts';

describe('ISO times', () => {
  test('are read as the engine reads them', () => {
    const digits = (length: number): fc.Arbitrary<string> =>
      fc.nat(10 ** length - 1).map((value) => String(value).padStart(length, '0'));
    const spelled = fc
      .tuple(digits(4), digits(2), digits(2), digits(2), digits(2), digits(2))
      .map(
        ([year, month, day, hour, minute, second]) =>
          `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`,
      );
    const real = fc
      .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
      .map((date) => `${date.toISOString().slice(0, 19)}.000Z`);
    fc.assert(
      fc.property(fc.oneof(spelled, real), (text) => {
        const engine = new Date(text);
        expect(parseIsoTime(text)?.getTime() ?? Number.NaN).toBe(engine.getTime());
      }),
      { numRuns: 2000 },
    );
  });

  test('without or with another fraction are read as well, other forms are not', () => {
    expect(parseIsoTime('2026-11-22T10:00:00Z')?.getTime()).toBe(Date.UTC(2026, 10, 22, 10));
    expect(parseIsoTime('2026-11-22T10:00:00.250Z')?.getMilliseconds()).toBe(250);
    expect(parseIsoTime('2026-11-22 10:00:00')).toBeUndefined();
    expect(parseIsoTime('2026-11-22T10:00:00.000+08:00')).toBeUndefined();
  });

  test('for signing follow the clock from second to second, back as well', () => {
    const start = Date.UTC(2026, 10, 22, 23, 59, 58);
    const texts = [0, 999, 1000, 2000, 0].map((ms) => formatIsoBasic(new Date(start + ms)));
    expect(texts).toEqual([
      '20261122T235958Z',
      '20261122T235958Z',
      '20261122T235959Z',
      '20261123T000000Z',
      '20261122T235958Z',
    ]);
    expect(() => formatIsoBasic(new Date(Number.NaN))).toThrow(RangeError);
  });

  test('for headers are those of their second, whichever was written before', () => {
    fc.assert(
      fc.property(fc.array(fc.date({ noInvalidDate: true }), { minLength: 2 }), (dates) => {
        for (const date of dates) expect(formatHttpDate(date)).toBe(date.toUTCString());
      }),
    );
  });
});
