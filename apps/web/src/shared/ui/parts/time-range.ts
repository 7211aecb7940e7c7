/** A range of time as the API takes it: ISO 8601 in UTC, the end not included. */
export interface TimeRange {
  from: string;
  to: string;
}

/** What a range must keep to. */
export interface RangeLimits {
  /** Milliseconds since 1970. */
  now: number;
  /** ISO; nothing is known before. */
  earliest?: string;
  /** Days. */
  longest?: number;
}

export type RangeProblem = 'incomplete' | 'reversed' | 'future' | 'too-early' | 'too-long';

const hour = 3_600_000;
const day = 24 * hour;
/** A minute is what the fields can tell apart. */
const precision = 60_000;

export const presets = { hour, day, week: 7 * day, month: 30 * day } as const;
export type Preset = keyof typeof presets;
export const presetNames = Object.keys(presets) as Preset[];

/** The range of a preset, up to the end of the present minute. */
export function toPresetRange(preset: Preset, now: number): TimeRange {
  const to = Math.ceil(now / precision) * precision;
  return { from: new Date(to - presets[preset]).toISOString(), to: new Date(to).toISOString() };
}

/** The value of a `datetime-local` field for a moment, in the zone of the browser; empty for none. */
export function toFieldValue(iso: string | undefined): string {
  const moment = new Date(iso ?? NaN);
  if (Number.isNaN(moment.getTime())) return '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** The moment that a `datetime-local` field means in the zone of the browser; undefined where it is empty or no time. */
export function fromFieldValue(value: string): string | undefined {
  const moment = new Date(value);
  return value === '' || Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** Why a range cannot be used; undefined where it can. */
export function findRangeProblem(
  { from, to }: Partial<TimeRange>,
  { now, earliest, longest }: RangeLimits,
): RangeProblem | undefined {
  if (from === undefined || to === undefined) return 'incomplete';
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (end <= start) return 'reversed';
  if (end > now + precision) return 'future';
  if (earliest !== undefined && start + precision <= Date.parse(earliest)) return 'too-early';
  if (longest !== undefined && end - start > longest * day) return 'too-long';
  return undefined;
}
