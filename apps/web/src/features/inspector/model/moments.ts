/** Two moments in the reader's language and zone: the day of the second only where it is another one. */
export function toMoments(from: string, to: string, locale: string): { from: string; to: string } {
  const [first, second] = [new Date(from), new Date(to)];
  const isOneMinute = Math.floor(first.getTime() / 60_000) === Math.floor(second.getTime() / 60_000);
  const timeStyle = isOneMinute ? 'medium' : 'short';
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle });
  const time = new Intl.DateTimeFormat(locale, { timeStyle });
  const isOneDay = day.format(first) === day.format(second);
  return { from: whole.format(first), to: (isOneDay ? time : whole).format(second) };
}
