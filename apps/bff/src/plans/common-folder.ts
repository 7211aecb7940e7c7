/** The folder that holds all keys. */
export function commonFolder(keys: readonly string[]): string {
  const first = keys[0] ?? '';
  let end = first.lastIndexOf('/') + 1;
  for (const key of keys)
    while (end > 0 && !key.startsWith(first.slice(0, end))) end = first.lastIndexOf('/', end - 2) + 1;
  return first.slice(0, end);
}
