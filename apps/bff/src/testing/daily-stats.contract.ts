import { expect, test } from 'vitest';
import { keptDays, type DailyStatsStore } from '../link-index/daily-stats.ts';

/** What every store of daily numbers promises. `open` gives an empty one. */
export function dailyStatsContract(open: () => Promise<DailyStatsStore>): void {
  const stats = (day: string, links: number) => ({ day, links, broken: 1, byHealth: { missing: 1 } });

  test('days come oldest first, whatever their order of recording', async () => {
    const store = await open();
    for (const day of ['2026-11-02', '2026-10-31', '2026-11-01']) await store.record(stats(day, 3));
    expect((await store.list()).map(({ day }) => day)).toEqual(['2026-10-31', '2026-11-01', '2026-11-02']);
  });

  test('a day recorded again takes the place of the earlier numbers', async () => {
    const store = await open();
    await store.record(stats('2026-11-01', 3));
    await store.record(stats('2026-11-01', 5));
    expect(await store.list()).toEqual([stats('2026-11-01', 5)]);
  });

  test('the newest thirty days are listed', async () => {
    const store = await open();
    const days = Array.from({ length: keptDays + 2 }, (_, i) =>
      new Date(i * 86_400_000).toISOString().slice(0, 10),
    );
    for (const day of days) await store.record(stats(day, 1));
    expect((await store.list()).map(({ day }) => day)).toEqual(days.slice(2));
  });
}
