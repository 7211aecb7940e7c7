import type { ChangeGroup } from './change-groups.ts';

/** The groups whose newest change was made on one day of the reader's zone. */
export interface ChangeDay {
  /** `2026-11-29`. */
  day: string;
  groups: readonly ChangeGroup[];
}

/**
 * Puts groups, newest first, under the days of a zone. Where the clock was put back a day may come twice: the order of
 * recording counts.
 * @param zone as IANA names it; the browser's own where it is absent
 */
export function toDays(groups: readonly ChangeGroup[], zone?: string): ChangeDay[] {
  // The form of this locale is the one of ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone });
  const days: { day: string; groups: ChangeGroup[] }[] = [];
  for (const group of groups) {
    const day = format.format(Date.parse(group.newest.at));
    const last = days.at(-1);
    if (last?.day === day) last.groups.push(group);
    else days.push({ day, groups: [group] });
  }
  return days;
}
