// oxlint-disable-next-line no-control-regex -- ASCII is meant
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Unicode text as HTTP libraries want it: one character per byte of its UTF-8 form. */
export function toWireHeaderValue(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The inverse of {@link toWireHeaderValue}, for values an HTTP library read as Latin-1. */
export function fromWireHeaderValue(value: string): string {
  if (!BEYOND_ASCII.test(value)) return value;
  return Buffer.from(value, 'latin1').toString('utf8');
}
