/** The time of day, in the reader's locale: "12:34". */
export function formatTime(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(Date.parse(iso));
}
