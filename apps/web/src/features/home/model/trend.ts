import type { DailyStats } from '@signpost/api-contract';
import { healths, isBroken, type Health } from '@signpost/link-model/health';

/** One line of the chart, in a box of 100 by 100 with its origin at the upper left. */
export interface TrendLine {
  points: readonly { x: number; y: number; day: string; value: number }[];
  low: number;
  high: number;
}

const dayLength = 86_400_000;

/**
 * The daily stats with the present at their end, in place of what was recorded earlier on that day: the last point must
 * not gainsay the first sentence, which counts our own writes. `whole`: every bucket is known; half-known numbers are
 * no point of a trend.
 */
export function withPresent(
  dailyStats: readonly DailyStats[],
  { whole, ...present }: DailyStats & { whole: boolean },
): readonly DailyStats[] {
  if (!whole) return dailyStats;
  // The server's clock may run ahead of this one.
  const last = dailyStats.at(-1)?.day ?? present.day;
  const today = last > present.day ? last : present.day;
  return [...dailyStats.filter(({ day }) => day < today), { ...present, day: today }];
}

/**
 * Places daily numbers in a box: x by date, so that days without a scan leave their room, y between `low` and `high`.
 * Troubles stand on zero; a total may start at its lowest value, which is written beside it.
 */
export function toTrendLine(
  dailyStats: readonly DailyStats[],
  member: 'links' | 'broken',
  from: 'zero' | 'lowest',
): TrendLine {
  const values = dailyStats.map((stats) => stats[member]);
  const high = Math.max(1, ...values);
  const lowest = Math.min(...values, high);
  const low = from === 'zero' || lowest === high ? 0 : lowest;
  const times = dailyStats.map(({ day }) => Date.parse(day));
  const start = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - start;
  return {
    low,
    high,
    points: dailyStats.map((stats, index) => ({
      x: span < dayLength ? 100 : ((times[index]! - start) / span) * 100,
      y: 100 - ((stats[member] - low) / (high - low)) * 100,
      day: stats.day,
      value: stats[member],
    })),
  };
}

/** The line as an SVG path. */
export function toLinePath({ points }: TrendLine): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

/** The area under the line as an SVG path. */
export function toAreaPath(line: TrendLine): string {
  const [first, last] = [line.points[0], line.points.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `${toLinePath(line)}L${round(last.x)} 100L${round(first.x)} 100Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** One trouble's share of the broken links, day by day, standing on the shares below it. */
export interface TrendBand {
  health: Health;
  /** The outline of the share in a box of 100 by 100, as an SVG path. */
  path: string;
}

/** Troubles that any of the days counted, worst first. */
export function findTroubles(dailyStats: readonly DailyStats[]): Health[] {
  return healths.filter(
    (health) => isBroken(health) && dailyStats.some(({ byHealth }) => (byHealth[health] ?? 0) > 0),
  );
}

/** The broken links of each day parted by what is wrong, the worst at the bottom. */
export function toTrendBands(dailyStats: readonly DailyStats[], line: TrendLine): TrendBand[] {
  const floor = dailyStats.map(() => 0);
  return findTroubles(dailyStats).map((health) => {
    const lower = floor.map((sum, day) => toPoint(line, day, sum));
    dailyStats.forEach(({ byHealth }, day) => (floor[day] = (floor[day] ?? 0) + (byHealth[health] ?? 0)));
    const upper = floor.map((sum, day) => toPoint(line, day, sum));
    return { health, path: `M${[...upper, ...lower.toReversed()].join('L')}Z` };
  });
}

function toPoint({ points, high }: TrendLine, day: number, value: number): string {
  return `${round(points[day]?.x ?? 0)} ${round(100 - (value / high) * 100)}`;
}
