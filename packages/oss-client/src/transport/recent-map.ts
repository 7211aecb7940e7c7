/**
 * Keeps the most recently used values, made on demand; `drop` disposes of what has to go. In
 * virtual-hosted style each bucket is an origin of its own, and names of buckets come from users.
 */
export class RecentMap<V> {
  readonly #entries = new Map<string, V>();
  /** The entry asked for last, which is nearly always the one asked for next. */
  #latest: { readonly key: string; readonly value: V } | undefined;
  readonly #limit: number;
  readonly #drop: (value: V) => void;

  constructor(limit: number, drop: (value: V) => void) {
    this.#limit = limit;
    this.#drop = drop;
  }

  get(key: string, make: () => V): V {
    if (this.#latest?.key === key) return this.#latest.value;
    const known = this.#entries.get(key);
    const value = known ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#latest = { key, value };
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#limit && !oldest.done) {
      const dropped = this.#entries.get(oldest.value);
      this.#entries.delete(oldest.value);
      if (dropped !== undefined) this.#drop(dropped);
    }
    return value;
  }

  /** Hands out everything and forgets it, without dropping. */
  takeAll(): V[] {
    const values = [...this.#entries.values()];
    this.#entries.clear();
    this.#latest = undefined;
    return values;
  }
}
