import { decodeUriText, encodeUriText } from './rules/uri-encoding.ts';

/** Decoded query parameters in the order sent; an empty value means a bare name or `name=`. */
export type QueryPairs = ReadonlyArray<readonly [name: string, value: string]>;

/**
 * Reads a raw query string (no leading `?`). In a query `+` is always a space: the Python SDK
 * writes one there, while nobody writes a plus as anything but `%2B`.
 */
export function parseQuery(raw: string): QueryPairs {
  const pairs: Array<readonly [string, string]> = [];
  for (const part of raw.split('&')) {
    if (part === '') continue;
    const text = part.replaceAll('+', ' ');
    const equals = text.indexOf('=');
    pairs.push(
      equals < 0
        ? [decodeUriText(text), '']
        : [decodeUriText(text.slice(0, equals)), decodeUriText(text.slice(equals + 1))],
    );
  }
  return pairs;
}

/** Writes a query string without the leading `?`; empty values become bare names. */
export function formatQuery(pairs: QueryPairs): string {
  return pairs
    .map(([name, value]) =>
      value === '' ? encodeUriText(name) : `${encodeUriText(name)}=${encodeUriText(value)}`,
    )
    .join('&');
}

/** The first value of a parameter (repeats are ignored by OSS), `undefined` when absent. */
export function queryValue(pairs: QueryPairs, name: string): string | undefined {
  return pairs.find(([candidate]) => candidate === name)?.[1];
}
