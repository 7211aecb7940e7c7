/** Sets a value as the most recent one; beyond `most` the oldest goes. Names of buckets come from callers, without end. */
export function keepRecent<V>(
  map: Map<string, V>,
  { key, value, most }: { key: string; value: V; most: number },
): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
