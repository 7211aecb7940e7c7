import { beforeEach, expect, test } from 'vitest';
import type { ScheduleStore, StoredSchedule } from '../link-index/schedule-store.ts';

/** What every store of schedules promises. `open` gives an empty one, as two consoles have it. */
export function scheduleStoreContract(open: () => Promise<[ScheduleStore, ScheduleStore]>): void {
  let store: ScheduleStore;
  let other: ScheduleStore;
  beforeEach(async () => {
    [store, other] = await open();
  });
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const hourly = (bucket: string, nextRun: string | undefined): StoredSchedule => ({
    bucket,
    schedule: nextRun === undefined ? { repeat: 'off' } : { repeat: 'hours', hours: 1 },
    nextRun,
    setBy: 'ada',
    setAt: '2026-11-30T02:00:00.000Z',
  });
  const runs: string[] = [];
  const begin = async ({ bucket }: StoredSchedule): Promise<void> => {
    runs.push(bucket);
  };
  beforeEach(() => {
    runs.length = 0;
  });

  test('the last schedule of a bucket counts', async () => {
    expect(await store.get('b')).toBeUndefined();
    const weekly: StoredSchedule = {
      ...hourly('b', '2126-11-30T02:00:00.000Z'),
      schedule: { repeat: 'weekly', day: 7, time: '02:30', zone: 'Asia/Shanghai' },
    };
    await store.set(weekly);
    expect(await other.get('b')).toEqual(weekly);
    await other.set(hourly('b', undefined));
    expect(await store.get('b')).toEqual(hourly('b', undefined));
  });

  test('what was missed runs once, and then at its time', async () => {
    const missed = ago(1000);
    await store.set(hourly('missed', missed));
    await store.set(hourly('later', ago(-10)));
    await store.set(hourly('off', undefined));
    await store.runDue(begin);
    await other.runDue(begin);
    expect(runs).toEqual(['missed']);
    const next = Date.parse((await store.get('missed'))?.nextRun ?? '');
    expect(next).toBeGreaterThan(Date.now());
    expect((next - Date.parse(missed)) % 3_600_000).toBe(0);
  });

  test('one of two consoles runs it', async () => {
    for (const bucket of ['a', 'b', 'c']) await store.set(hourly(bucket, ago(5)));
    await Promise.all([store.runDue(begin), other.runDue(begin), store.runDue(begin), other.runDue(begin)]);
    expect(runs.toSorted()).toEqual(['a', 'b', 'c']);
  });

  test('a run that could not begin stays due', async () => {
    await store.set(hourly('b', ago(5)));
    await expect(store.runDue(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    await other.runDue(begin);
    expect(runs).toEqual(['b']);
  });
}
