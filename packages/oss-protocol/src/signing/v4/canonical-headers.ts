import { byCodeUnit, trimHeaderValue, type SigningHeaders } from '../signing-request.ts';
import { isDefaultSignedHeader } from './signed-headers.ts';

/** `name:value\n` for every signed header, sorted; `host` is not among them unless asked for. */
export function canonicalHeaders(headers: SigningHeaders, additional: readonly string[]): string {
  const lines: Array<readonly [string, string]> = [];
  for (const [name, value] of headers) {
    if (isDefaultSignedHeader(name) || additional.includes(name)) {
      lines.push([name, trimHeaderValue(value)]);
    }
  }
  lines.sort((left, right) => byCodeUnit(left[0], right[0]));
  let text = '';
  for (const [name, value] of lines) text += `${name}:${value}\n`;
  return text;
}
