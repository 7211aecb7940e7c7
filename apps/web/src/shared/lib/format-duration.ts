const steps = [
  { unit: 'second', seconds: 1, most: 90 },
  { unit: 'minute', seconds: 60, most: 5400 },
  { unit: 'hour', seconds: 3600, most: Infinity },
] as const;

/** Writes a number of seconds in the unit that suits it, rounded up: `1 second`, `17 minutes`, `3 hours`. */
export function formatDuration(seconds: number, locale: string): string {
  const whole = Math.max(1, Math.ceil(seconds));
  const step = steps.find(({ most }) => whole <= most) ?? steps[2];
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit: step.unit, unitDisplay: 'long' });
  return format.format(Math.ceil(whole / step.seconds));
}

/** The least time that calls take at a rate; undefined where nothing is held back. */
export function formatLeastTime(
  { calls, perSecond }: { calls: number | undefined; perSecond: number | undefined },
  locale: string,
): string | undefined {
  return calls === undefined || perSecond === undefined
    ? undefined
    : formatDuration(calls / perSecond, locale);
}
