import type { KeyBacklinks } from './index-entry.ts';
import { firstKeys } from './key-order.ts';

const none: ReadonlySet<string> = new Set();

/** Which links lead straight to a key. */
export class Backlinks {
  readonly #links = new Map<string, Set<string>>();

  /** Keys that links lead to, in no particular order. */
  get targets(): MapIterator<string> {
    return this.#links.keys();
  }

  /** How many keys links lead to. */
  get size(): number {
    return this.#links.size;
  }

  of(key: string): ReadonlySet<string> {
    return this.#links.get(key) ?? none;
  }

  has(key: string): boolean {
    return this.#links.has(key);
  }

  /** For a row with room for `most` names, without sorting them all; undefined where nothing leads. */
  summarize(key: string, most: number): KeyBacklinks | undefined {
    const links = this.#links.get(key);
    return links && { key, count: links.size, first: firstKeys(links, most) };
  }

  /** Notes where a link leads. */
  move(link: string, { before, after }: { before: string | undefined; after: string | undefined }): void {
    if (before === after) return;
    if (before !== undefined) {
      const left = this.#links.get(before);
      left?.delete(link);
      if (left?.size === 0) this.#links.delete(before);
    }
    if (after === undefined) return;
    const joined = this.#links.get(after);
    if (joined === undefined) this.#links.set(after, new Set([link]));
    else joined.add(link);
  }
}
