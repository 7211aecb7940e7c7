import { compareKeys } from '@signpost/oss-protocol/rules';
import { lowerBound, partition } from './key-order.ts';

/** Most keys of one chunk: an insert moves a part of one chunk, never the whole list. */
const chunkSize = 1024;

/**
 * A set of keys in key order. Insert, delete and seek take the logarithm of its size and one chunk. A walk goes on in key
 * order where keys are put or removed meanwhile.
 */
export class SortedKeys {
  #chunks: string[][] = [];
  #version = 0;

  add(key: string): void {
    const last = this.#chunks.at(-1);
    // What is loaded comes in key order.
    if (last !== undefined && last.length < chunkSize && compareKeys(last.at(-1) ?? '', key) < 0) {
      last.push(key);
      this.#version += 1;
      return;
    }
    const at = this.#chunkOf(key);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([key]);
      this.#version += 1;
      return;
    }
    const place = lowerBound(chunk, key);
    if (chunk[place] === key) return;
    this.#version += 1;
    chunk.splice(place, 0, key);
    // Keys that come in order fill their chunks.
    if (chunk.length > chunkSize)
      this.#chunks.splice(at + 1, 0, chunk.splice(place === chunkSize ? chunkSize : chunkSize / 2));
  }

  delete(key: string): void {
    const at = this.#chunkOf(key);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return;
    const place = lowerBound(chunk, key);
    if (chunk[place] !== key) return;
    this.#version += 1;
    chunk.splice(place, 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
  }

  /** The first key that is not before another one. */
  first(from: string): string | undefined {
    const at = this.#chunkOf(from);
    const chunk = this.#chunks[at];
    return chunk?.[lowerBound(chunk, from)] ?? this.#chunks[at + 1]?.[0];
  }

  /** The first key behind all those that begin with a prefix. */
  firstBehind(prefix: string): string | undefined {
    const isBefore = (key: string | undefined): boolean =>
      key !== undefined && (key.startsWith(prefix) || compareKeys(key, prefix) < 0);
    const at = partition(this.#chunks, ([key]) => isBefore(key)) - 1;
    const chunk = this.#chunks[at] ?? [];
    return chunk[partition(chunk, isBefore)] ?? this.#chunks[at + 1]?.[0];
  }

  /** How many keys begin with a prefix; takes time by the number of chunks. */
  count(prefix: string): number {
    const behind = this.firstBehind(prefix);
    return this.#placeOf(behind) - this.#placeOf(prefix);
  }

  /** Tells whether any key begins with a prefix. */
  hasBelow(prefix: string): boolean {
    return this.first(prefix)?.startsWith(prefix) === true;
  }

  /** Keys that begin with a prefix, in key order; with `behind` only those behind that key. */
  *below(prefix: string, behind?: string): Generator<string> {
    const from = behind === undefined || compareKeys(behind, prefix) < 0 ? prefix : behind;
    let at = this.#chunkOf(from);
    let place = lowerBound(this.#chunks[at] ?? [], from);
    if (from === behind && this.#chunks[at]?.[place] === behind) place += 1;
    let version = this.#version;
    for (;;) {
      const chunk = this.#chunks[at];
      if (chunk === undefined) return;
      const key = chunk[place];
      if (key === undefined) {
        at += 1;
        place = 0;
        continue;
      }
      if (!key.startsWith(prefix)) return;
      yield key;
      place += 1;
      if (version === this.#version) continue;
      version = this.#version;
      at = this.#chunkOf(key);
      place = lowerBound(this.#chunks[at] ?? [], key);
      if (this.#chunks[at]?.[place] === key) place += 1;
    }
  }

  /** How many keys are before one; all of them without it. */
  #placeOf(key: string | undefined): number {
    const at = key === undefined ? this.#chunks.length : this.#chunkOf(key);
    const before = this.#chunks.slice(0, at).reduce((sum, { length }) => sum + length, 0);
    return before + (key === undefined ? 0 : lowerBound(this.#chunks[at] ?? [], key));
  }

  /** The chunk in which a key is, or is to be put: the last one that does not begin behind it. */
  #chunkOf(key: string): number {
    return Math.max(0, partition(this.#chunks, ([first = '']) => compareKeys(first, key) <= 0) - 1);
  }
}
