import type { ScanSchedule } from '@signpost/api-contract';

export const choices = ['off', '1', '6', '12', '24', 'daily', 'weekly'] as const;

/** What the fields of a schedule hold: those that are not shown keep what they held. */
export interface ScheduleForm {
  repeat: (typeof choices)[number];
  /** Monday is 1. */
  day: '1' | '2' | '3' | '4' | '5' | '6' | '7';
  time: string;
  zone: string;
}

/** In the night, when least is written. */
const usualTime = '02:30';

export function toForm(schedule: ScanSchedule = { repeat: 'off' }): ScheduleForm {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const form: ScheduleForm = { repeat: 'off', day: '1', time: usualTime, zone };
  switch (schedule.repeat) {
    case 'off':
      return form;
    case 'hours':
      return { ...form, repeat: `${schedule.hours}` };
    case 'daily':
      return { ...form, repeat: 'daily', time: schedule.time, zone: schedule.zone };
    case 'weekly':
      return { ...form, ...schedule, day: `${schedule.day}` };
  }
}

/** Undefined: the time is not typed to its end. */
export function toSchedule({ repeat, day, time, zone }: ScheduleForm): ScanSchedule | undefined {
  if (repeat === 'off') return { repeat };
  if (repeat !== 'daily' && repeat !== 'weekly')
    return { repeat: 'hours', hours: Number(repeat) as 1 | 6 | 12 | 24 };
  if (!/^\d\d:\d\d$/.test(time)) return undefined;
  return repeat === 'daily'
    ? { repeat, time, zone }
    : { repeat, day: Number(day) as 1 | 2 | 3 | 4 | 5 | 6 | 7, time, zone };
}

/** Time zones by name; the one that is chosen is among them. */
export function zones(chosen: string): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])].toSorted();
}
