import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findNextRun, isTimeZone } from './next-run.ts';

const daily = (time: string, zone: string) => ({ repeat: 'daily', time, zone }) as const;
const next = (schedule: Parameters<typeof findNextRun>[0], after: string): string | undefined =>
  findNextRun(schedule, new Date(after))?.toISOString();

test.each([
  ['a local time', daily('02:30', 'Asia/Shanghai'), '2026-11-30T02:00:00Z', '2026-11-30T18:30:00.000Z'],
  ['the moment itself is behind', daily('02:30', 'UTC'), '2026-11-30T02:30:00Z', '2026-12-01T02:30:00.000Z'],
  [
    'a zone far ahead',
    daily('00:10', 'Pacific/Kiritimati'),
    '2026-11-30T09:00:00Z',
    '2026-11-30T10:10:00.000Z',
  ],
  ['a time left out', daily('02:30', 'Europe/Berlin'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
  ['the day after', daily('02:30', 'Europe/Berlin'), '2026-03-29T01:00:00Z', '2026-03-30T00:30:00.000Z'],
  [
    'a time that comes twice',
    daily('02:30', 'Europe/Berlin'),
    '2026-10-24T12:00:00Z',
    '2026-10-25T00:30:00.000Z',
  ],
  ['its second time', daily('02:30', 'Europe/Berlin'), '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
  [
    'a gap at midnight',
    daily('00:30', 'America/Sao_Paulo'),
    '2018-11-03T12:00:00Z',
    '2018-11-04T03:00:00.000Z',
  ],
  [
    'a day that a zone left out',
    daily('08:00', 'Pacific/Apia'),
    '2011-12-30T09:00:00Z',
    '2011-12-30T10:00:00.000Z',
  ],
  [
    'half an hour of summer',
    daily('02:15', 'Australia/Lord_Howe'),
    '2026-10-03T10:00:00Z',
    '2026-10-03T15:30:00.000Z',
  ],
])('the next run: %s', (_name, schedule, after, expected) => {
  expect(next(schedule, after)).toBe(expected);
});

test('a week leads to its day', () => {
  const weekly = { repeat: 'weekly', day: 1, time: '06:00', zone: 'Asia/Shanghai' } as const;
  expect(next(weekly, '2026-11-29T21:59:00Z')).toBe('2026-11-29T22:00:00.000Z');
  expect(next(weekly, '2026-11-29T22:00:00Z')).toBe('2026-12-06T22:00:00.000Z');
});

test('hours keep their minute, however many were missed', () => {
  const schedule = { repeat: 'hours', hours: 6 } as const;
  const last = new Date('2026-11-29T01:07:00Z');
  expect(findNextRun(schedule, new Date('2026-11-29T01:07:02Z'), last)?.toISOString()).toBe(
    '2026-11-29T07:07:00.000Z',
  );
  expect(findNextRun(schedule, new Date('2026-11-30T12:00:00Z'), last)?.toISOString()).toBe(
    '2026-11-30T13:07:00.000Z',
  );
  expect(findNextRun({ repeat: 'off' }, last)).toBeUndefined();
});

test('a zone is named, and nothing else is taken for one', () => {
  expect(['Asia/Shanghai', 'UTC', 'Europe/Berlin'].every(isTimeZone)).toBe(true);
  expect(['Mars/Base', '', 'x\0'].some(isTimeZone)).toBe(false);
});

test('runs of a day come once for each date, in order, within a day and the hours of a change of clocks', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Auckland',
    'UTC',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 1439 }),
      fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      (zone, minutes, start) => {
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
        const clock = new Intl.DateTimeFormat('en-GB', {
          timeZone: zone,
          hour: '2-digit',
          minute: '2-digit',
        });
        let after = start;
        const dates = new Set<string>();
        for (let i = 0; i < 5; i += 1) {
          const run = findNextRun(daily(time, zone), after)!;
          const waited = run.getTime() - after.getTime();
          expect(waited).toBeGreaterThan(0);
          expect(waited).toBeLessThanOrEqual(25 * 3_600_000);
          // Only where the clock leaves the time out does it show a later one.
          expect(clock.format(run) >= time).toBe(true);
          dates.add(date.format(run));
          after = run;
        }
        expect(dates.size).toBe(5);
      },
    ),
    { numRuns: 200 },
  );
});
