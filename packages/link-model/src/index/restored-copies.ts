import type { IndexEntry } from './index-entry.ts';

/** Restored copies of archived objects, and when each of them expires. */
export class RestoredCopies {
  /** Milliseconds since 1970, by key. */
  readonly #ends = new Map<string, number>();
  /** No copy expires before it. */
  #first = Infinity;

  /** Notes what is stored at a key now. */
  note(key: string, entry: IndexEntry | undefined): void {
    const end =
      entry?.kind === 'object' && entry.restored === true ? Date.parse(entry.restoredUntil ?? '') : NaN;
    if (Number.isNaN(end)) this.#ends.delete(key);
    else {
      this.#ends.set(key, end);
      this.#first = Math.min(this.#first, end);
    }
  }

  /** Keys whose copy has expired, the earliest first. It takes no time while none has. */
  expired(now: number): string[] {
    if (now < this.#first) return [];
    const due = [...this.#ends].filter(([, end]) => end <= now).toSorted((a, b) => a[1] - b[1]);
    this.#first = [...this.#ends.values()].reduce(
      (first, end) => (end > now ? Math.min(first, end) : first),
      Infinity,
    );
    return due.map(([key]) => key);
  }
}
