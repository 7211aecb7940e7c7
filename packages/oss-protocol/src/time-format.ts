const ISO_BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const ISO_EXTENDED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

/** The last result of {@link formatIsoBasic}: thousands of requests are signed within a second. */
let lastIsoBasic = { second: Number.NaN, text: '' };

/** `20231216T162057Z`, the form of `x-oss-date` in V4. */
export function formatIsoBasic(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  if (second !== lastIsoBasic.second) {
    lastIsoBasic = { second, text: `${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z` };
  }
  return lastIsoBasic.text;
}

/** `20231216`, the date of a V4 scope. */
export function formatScopeDate(date: Date): string {
  return formatIsoBasic(date).slice(0, 8);
}

/** `2012-02-24T08:43:07.000Z`, the form of every time in OSS XML: whole seconds, since oss2 reads nothing else. */
export function formatIsoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}.000Z`;
}

/** `Fri, 24 Feb 2012 08:43:07 GMT` (RFC 1123), the form of every time in headers. */
export function formatHttpDate(date: Date): string {
  return date.toUTCString();
}

function toDate(text: string): Date | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Reads `20231216T162057Z`; anything else is `undefined`. */
export function parseIsoBasic(text: string): Date | undefined {
  const match = ISO_BASIC.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  return toDate(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Reads an ISO 8601 UTC time with or without a fraction; anything else is `undefined`. */
export function parseIsoTime(text: string): Date | undefined {
  return ISO_EXTENDED.test(text) ? toDate(text) : undefined;
}

/** Reads an RFC 1123 date in GMT; anything else is `undefined`. */
export function parseHttpDate(text: string): Date | undefined {
  return HTTP_DATE.test(text) ? toDate(text) : undefined;
}
