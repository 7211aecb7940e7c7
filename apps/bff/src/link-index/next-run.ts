import type { ScanSchedule } from '@signpost/api-contract';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * The first run of a schedule behind a moment; undefined where it is off. Local times follow the zone: one that its clock
 * leaves out is the next minute that there is, one that comes twice counts once.
 * @param last the run before, whose minute the next ones of a schedule by hours keep
 */
export function findNextRun(schedule: ScanSchedule, after: Date, last = after): Date | undefined {
  if (schedule.repeat === 'off') return undefined;
  if (schedule.repeat === 'hours') {
    const step = schedule.hours * hour;
    const steps = Math.floor((after.getTime() - last.getTime()) / step) + 1;
    return new Date(last.getTime() + Math.max(1, steps) * step);
  }
  const [hours = 0, minutes = 0] = schedule.time.split(':').map(Number);
  const toLocal = localClock(schedule.zone);
  // A day before, since a zone may be behind or ahead of UTC; no weekday is further away than a week.
  const first = Math.floor(toLocal(after.getTime()) / day) - 1;
  for (let date = first; date <= first + 9; date += 1) {
    if (schedule.repeat === 'weekly' && toWeekday(date) !== schedule.day) continue;
    const run = toMoment(date * day + hours * hour + minutes * minute, toLocal);
    if (run > after.getTime()) return new Date(run);
  }
  return undefined;
}

/** Whether the name is one of a time zone that clocks can be read in. */
export function isTimeZone(name: string): boolean {
  try {
    localClock(name);
    return true;
  } catch {
    return false;
  }
}

/** Monday is 1. */
function toWeekday(date: number): number {
  return ((((date + 3) % 7) + 7) % 7) + 1;
}

/** What the clocks of a zone show at a moment, as the moment at which those of UTC show the same. */
type LocalClock = (moment: number) => number;

function localClock(timeZone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (moment) => {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  };
}

/** The first moment at which the clocks show a local time, or jump over it. */
function toMoment(local: number, toLocal: LocalClock): number {
  const offsetAt = (moment: number): number => toLocal(moment) - moment;
  // No zone is further from UTC than a day, nor changes twice within four.
  const before = local - offsetAt(local - 2 * day);
  const after = local - offsetAt(local + 2 * day);
  const shown = [before, after].filter((moment) => toLocal(moment) === local);
  if (shown.length > 0) return Math.min(...shown);
  // Between the two the clock jumps: the moment of that is the next minute that there is.
  let [early, late] = [Math.min(before, after), Math.max(before, after)];
  while (late - early > 1000) {
    const middle = Math.floor((early + late) / 2000) * 1000;
    if (toLocal(middle) < local) early = middle;
    else late = middle;
  }
  return late;
}
