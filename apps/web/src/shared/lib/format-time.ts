/** The time of day, in the reader's locale: "12:34". */
export function formatTime(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(Date.parse(iso));
}

/** Day and time of day, in the reader's locale and zone: "Nov 22, 02:10"; with the year where that is another. */
export function formatMoment(iso: string, locale: string): string {
  const moment = new Date(iso);
  return new Intl.DateTimeFormat(locale, {
    ...(moment.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(moment);
}
