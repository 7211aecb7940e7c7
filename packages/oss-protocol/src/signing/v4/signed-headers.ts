/** Whether a header is signed without being asked for. */
export function isDefaultSignedHeader(name: string): boolean {
  return name === 'content-type' || name === 'content-md5' || name.startsWith('x-oss-');
}

/** Lower-case, unique, sorted, and without the names that are signed anyway. */
export function additionalHeaderNames(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const lower = names.map((name) => name.toLowerCase()).filter((name) => !isDefaultSignedHeader(name));
  return [...new Set(lower)].toSorted();
}
