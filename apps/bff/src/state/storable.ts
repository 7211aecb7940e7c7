/** PostgreSQL stores no NUL, so that nothing is recorded under such a text. */
export function isStorable(...texts: (string | undefined)[]): boolean {
  return texts.every((text) => text === undefined || !text.includes('\0'));
}

/** The bound of a range of keys as it can be stored: of the keys that can, the same are in front of it. */
export function toStorableBound(key: string): string {
  const at = key.indexOf('\0');
  return at < 0 ? key : key.slice(0, at);
}

/** Whether a text can be the id of anything: PostgreSQL refuses to compare others. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
