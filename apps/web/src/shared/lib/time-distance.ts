export type TimeUnit = 's' | 'min' | 'h' | 'd' | 'mo' | 'y';

/** How far a moment lies from now, in one unit. Days count up to two months: `41 d`. */
export interface TimeDistance {
  amount: number;
  unit: TimeUnit;
  future: boolean;
}

const day = 86_400;
const steps: readonly [unit: TimeUnit, seconds: number, below: number][] = [
  ['s', 1, 60],
  ['min', 60, 3600],
  ['h', 3600, day],
  ['d', day, 60 * day],
  ['mo', 30.44 * day, 22 * 30.44 * day],
  ['y', 365.25 * day, Infinity],
];

/** Measures the distance between a moment and now, both in milliseconds since 1970. */
export function toTimeDistance(moment: number, now: number): TimeDistance {
  const seconds = Math.abs(now - moment) / 1000;
  const [unit, size] = steps.find(([, , below]) => seconds < below)!;
  const amount = seconds / size;
  // Months and years differ in length: the nearest whole one is as true as it gets.
  return {
    amount: unit === 'mo' || unit === 'y' ? Math.round(amount) : Math.floor(amount),
    unit,
    future: moment > now,
  };
}
