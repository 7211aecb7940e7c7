import type { DailyStats } from '@signpost/api-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTroubles, toAreaPath, toLinePath, toTrendBands, toTrendLine, withPresent } from './trend.ts';

const stats = (day: string, links: number, broken = 0): DailyStats => ({
  day,
  links,
  broken,
  byHealth: {},
});

describe('the trend', () => {
  it('ends with the present, in place of what was recorded earlier today', () => {
    const past = [stats('2026-11-01', 10), stats('2026-11-02', 20)];
    const now = (day: string) => withPresent(past, { ...stats(day, 23), whole: true });
    expect(now('2026-11-02')).toEqual([past[0], stats('2026-11-02', 23)]);
    expect(now('2026-11-03')).toEqual([...past, stats('2026-11-03', 23)]);
    // The clock of the browser is behind that of the server.
    expect(now('2026-11-01')).toEqual([past[0], stats('2026-11-02', 23)]);
    expect(withPresent([], { ...stats('2026-11-03', 23), whole: true })).toHaveLength(1);
  });

  it('keeps to what was recorded while not every bucket is known', () => {
    const past = [stats('2026-11-01', 10)];
    expect(withPresent(past, { ...stats('2026-11-02', 3), whole: false })).toEqual(past);
  });

  it('places days by their date, so that a gap stays a gap', () => {
    const line = toTrendLine(
      [stats('2026-11-01', 10), stats('2026-11-02', 20), stats('2026-11-05', 20)],
      'links',
      'zero',
    );
    expect(line.points.map(({ x }) => x)).toEqual([0, 25, 100]);
    expect(line.points.map(({ y }) => y)).toEqual([50, 0, 0]);
  });

  it('may start at the lowest value and says so', () => {
    const line = toTrendLine([stats('2026-11-01', 1700), stats('2026-11-02', 1800)], 'links', 'lowest');
    expect([line.low, line.high]).toEqual([1700, 1800]);
    expect(toLinePath(line)).toBe('M0 100L100 0');
  });

  it('stands on zero when nothing changes', () => {
    expect(toTrendLine([stats('2026-11-01', 5), stats('2026-11-02', 5)], 'links', 'lowest')).toMatchObject({
      low: 0,
      high: 5,
    });
    expect(toTrendLine([stats('2026-11-01', 5, 0)], 'broken', 'zero').points).toMatchObject([
      { x: 100, y: 100 },
    ]);
  });

  it('draws nothing from nothing', () => {
    const line = toTrendLine([], 'links', 'zero');
    expect([toLinePath(line), toAreaPath(line)]).toEqual(['', '']);
  });

  it('stays in its box whatever the numbers are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1, maxLength: 30 }),
        fc.constantFrom('zero' as const, 'lowest' as const),
        (values, from) => {
          const dailyStats = values.map((value, i) =>
            stats(new Date(i * 86_400_000).toISOString().slice(0, 10), value),
          );
          for (const { x, y } of toTrendLine(dailyStats, 'links', from).points) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(100);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(100);
          }
        },
      ),
    );
  });

  it('parts the broken links of each day by what is wrong, one share on the other', () => {
    const days: DailyStats[] = [
      { day: '2026-11-01', links: 10, broken: 2, byHealth: { ok: 8, chained: 2 } },
      { day: '2026-11-02', links: 10, broken: 4, byHealth: { ok: 5, chained: 2, missing: 2, unknown: 1 } },
    ];
    expect(findTroubles(days)).toEqual(['missing', 'chained']);
    expect(toTrendBands(days, toTrendLine(days, 'broken', 'zero'))).toEqual([
      { health: 'missing', path: 'M0 100L100 50L100 100L0 100Z' },
      { health: 'chained', path: 'M0 50L100 0L100 50L0 100Z' },
    ]);
  });

  it('fills the area under the line of broken links with its shares, no more and no less', () => {
    const count = fc.nat({ max: 9 });
    const byHealth = fc.record({ ok: count, missing: count, chained: count, cold: count, self: count });
    fc.assert(
      fc.property(fc.array(byHealth, { minLength: 1, maxLength: 30 }), (made) => {
        const days = made.map((one, i): DailyStats => {
          const broken = one.missing + one.chained + one.cold + one.self;
          const day = new Date(i * 86_400_000).toISOString().slice(0, 10);
          return { day, links: one.ok + broken, broken, byHealth: one };
        });
        const line = toTrendLine(days, 'broken', 'zero');
        const last = toTrendBands(days, line).at(-1);
        fc.pre(last !== undefined);
        const upper = last.path.slice(1).split('L').slice(0, days.length);
        expect(`M${upper.join('L')}`).toBe(toLinePath(line));
      }),
    );
  });
});
