import type { Change } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { toDays } from './change-days.ts';

const groupAt = (at: string) => ({
  newest: { at } as Change,
  changes: [],
  folder: '',
  open: false,
});

it('puts changes under the days of the zone that is asked for', () => {
  const groups = ['2026-11-29T16:30:00.000Z', '2026-11-29T15:30:00.000Z', '2026-11-28T15:00:00.000Z'].map(
    groupAt,
  );
  const days = (zone: string) => toDays(groups, zone).map(({ day, groups: of }) => [day, of.length]);
  expect(days('UTC')).toEqual([
    ['2026-11-29', 2],
    ['2026-11-28', 1],
  ]);
  expect(days('Asia/Shanghai')).toEqual([
    ['2026-11-30', 1],
    ['2026-11-29', 1],
    ['2026-11-28', 1],
  ]);
});

it('shows a day again rather than put changes into another order', () => {
  const groups = ['2026-11-29T10:00:00.000Z', '2026-11-28T10:00:00.000Z', '2026-11-29T09:00:00.000Z'].map(
    groupAt,
  );
  expect(toDays(groups, 'UTC').map(({ day }) => day)).toEqual(['2026-11-29', '2026-11-28', '2026-11-29']);
});
