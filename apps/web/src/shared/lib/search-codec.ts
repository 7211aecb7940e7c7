/** What an address carries behind the question mark: texts only. */
export type SearchTexts = Record<string, string>;

/**
 * Reads a query string as plain text. The router's own codec reads `123` as a number and `{` as JSON:
 * keys and prefixes may be exactly that. The first of two members of one name counts.
 */
export function parseSearchTexts(search: string): SearchTexts {
  const texts: SearchTexts = Object.create(null) as SearchTexts;
  for (const [name, value] of new URLSearchParams(search)) {
    if (!Object.hasOwn(texts, name)) texts[name] = value;
  }
  return { ...texts };
}

/** Writes texts as a query string; what is not text is left out. */
export function stringifySearchTexts(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string') params.append(name, value);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
