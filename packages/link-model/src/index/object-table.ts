import { compareKeys } from '@signpost/oss-protocol/rules';
import type { ObjectEntry } from './index-entry.ts';
import { partition } from './key-order.ts';
import { isPackable, ObjectBlock, type ObjectPart } from './object-block.ts';
import { SortedKeys } from './sorted-keys.ts';

/** A block, of which the keys behind `after`, up to and with `upTo`, count; to its end where that is absent. */
export interface ObjectRange {
  after: string;
  upTo?: string | undefined;
  block: ObjectBlock;
}

/** Places of a block that count. */
interface Piece {
  block: ObjectBlock;
  from: number;
  to: number;
  first: string;
}

/** Objects that are packed together where they come in key order. */
const packSize = 1000;

/**
 * Objects by key, in key order: blocks that never change, and objects that were put on their own since. A walk must end
 * before anything is put or deleted.
 */
export class ObjectTable {
  #pieces: Piece[] = [];
  #packed = 0;
  readonly #own = new Map<string, ObjectEntry>();
  readonly #ownKeys = new SortedKeys();
  /** Keys of blocks at which something else is stored by now, or nothing. */
  readonly #hidden = new Set<string>();
  /** Objects that came in key order and are not packed yet. */
  #pending: ObjectEntry[] = [];

  get size(): number {
    return this.#packed - this.#hidden.size + this.#own.size + this.#pending.length;
  }

  /**
   * Adds the objects of a range behind all others. Ranges have keys in common where another console replaced one while they
   * were read: each key counts as in the first of them.
   */
  addRange({ after, upTo, block }: ObjectRange): void {
    const { from, to } = toPlaces({ after, upTo, block });
    const last = this.#lastKey();
    this.#addPiece(block, { from: last === undefined ? from : Math.max(from, block.behind(last)), to });
  }

  /** Adds one of many objects that come in key order. */
  append(entry: ObjectEntry): void {
    const last = this.#pending.at(-1)?.key ?? this.#lastKey();
    if (!isPackable(entry) || (last !== undefined && compareKeys(last, entry.key) >= 0)) {
      this.put(entry);
      return;
    }
    this.#pending.push(entry);
    if (this.#pending.length === packSize) this.#pack();
  }

  get(key: string): ObjectEntry | undefined {
    const own = this.#own.get(key);
    if (own !== undefined) return own;
    const found = this.#find(key);
    return found?.block.entry(found.at);
  }

  part(key: string): ObjectPart | undefined {
    const own = this.#own.get(key);
    if (own !== undefined) return toPart(own);
    const found = this.#find(key);
    return found?.block.part(found.at);
  }

  put(entry: ObjectEntry): void {
    this.#hide(entry.key);
    if (!this.#own.has(entry.key)) this.#ownKeys.add(entry.key);
    this.#own.set(entry.key, entry);
  }

  delete(key: string): void {
    this.#hide(key);
    if (this.#own.delete(key)) this.#ownKeys.delete(key);
  }

  hasBelow(prefix: string): boolean {
    if (this.#ownKeys.hasBelow(prefix)) return true;
    return this.#packedBelow(prefix).next().done !== true;
  }

  /** Whether an object may be of a class; one that is not there any more may have been. */
  mayHaveClass(storageClass: string): boolean {
    this.#pack();
    return (
      this.#pieces.some(({ block }) => block.hasClass(storageClass)) ||
      this.#own.values().some((entry) => entry.storageClass === storageClass)
    );
  }

  /** Objects of which a restored copy is known. */
  *restored(): Generator<ObjectEntry> {
    this.#pack();
    for (const { block, from, to } of this.#pieces)
      for (const at of block.restoredPlaces())
        if (at >= from && at < to && !this.#hidden.has(block.key(at))) yield block.entry(at);
    for (const entry of this.#own.values()) if (entry.restored === true) yield entry;
  }

  /** Keys below a prefix in key order, each with what sums count of it. */
  *below(prefix: string): Generator<readonly [key: string, part: ObjectPart]> {
    const own = this.#ownKeys.below(prefix);
    let next = own.next();
    for (const packed of this.#packedBelow(prefix)) {
      for (; next.done !== true && compareKeys(next.value, packed[0]) < 0; next = own.next())
        yield this.#toOwn(next.value);
      yield packed;
    }
    for (; next.done !== true; next = own.next()) yield this.#toOwn(next.value);
  }

  /** About every so many keys one. */
  sampleKeys(every: number): string[] {
    this.#pack();
    const sample = [...this.#ownKeys.below('')].filter((_, at) => at % every === every - 1);
    let place = 0;
    for (const { block, from, to } of this.#pieces) {
      for (let at = from + every - 1 - (place % every); at < to; at += every) sample.push(block.key(at));
      place += to - from;
    }
    return sample;
  }

  /** The same objects without those that `select` does not take; blocks are shared. */
  filter(select: (key: string) => boolean): ObjectTable {
    this.#pack();
    const filtered = new ObjectTable();
    for (const { block, from, to } of this.#pieces) {
      let start = from;
      let at = from;
      for (const key of block.keys(from, to)) {
        if (this.#hidden.has(key) || !select(key)) {
          filtered.#addPiece(block, { from: start, to: at });
          start = at + 1;
        }
        at += 1;
      }
      filtered.#addPiece(block, { from: start, to });
    }
    for (const entry of this.#own.values()) if (select(entry.key)) filtered.put(entry);
    return filtered;
  }

  *#packedBelow(prefix: string): Generator<readonly [key: string, part: ObjectPart]> {
    this.#pack();
    for (let i = Math.max(0, this.#pieceOf(prefix)); i < this.#pieces.length; i += 1) {
      const { block, from, to, first } = this.#pieces[i]!;
      if (!first.startsWith(prefix) && compareKeys(first, prefix) > 0) return;
      const start = Math.min(to, Math.max(from, block.lowerBound(prefix)));
      const keys = block.keys(start, to);
      for (let at = start; at < to; at += 1) {
        const key = keys[at - start]!;
        if (!key.startsWith(prefix)) return;
        if (this.#hidden.size === 0 || !this.#hidden.has(key)) yield [key, block.part(at)];
      }
    }
  }

  #toOwn(key: string): readonly [key: string, part: ObjectPart] {
    return [key, toPart(this.#own.get(key)!)];
  }

  #addPiece(block: ObjectBlock, { from, to }: { from: number; to: number }): void {
    if (from >= to) return;
    this.#pieces.push({ block, from, to, first: block.key(from) });
    this.#packed += to - from;
  }

  #pack(): void {
    if (this.#pending.length === 0) return;
    const block = ObjectBlock.pack(this.#pending);
    this.#pending = [];
    this.#addPiece(block, { from: 0, to: block.size });
  }

  #lastKey(): string | undefined {
    const last = this.#pieces.at(-1);
    return last?.block.key(last.to - 1);
  }

  #hide(key: string): void {
    if (this.#find(key) !== undefined) this.#hidden.add(key);
  }

  #find(key: string): { block: ObjectBlock; at: number } | undefined {
    this.#pack();
    const piece = this.#pieces[this.#pieceOf(key)];
    if (piece === undefined || this.#hidden.has(key) || !key.isWellFormed()) return undefined;
    const at = piece.block.find(key);
    return at < piece.from || at >= piece.to ? undefined : { block: piece.block, at };
  }

  /** The last piece that does not begin behind a key; -1 where all do. */
  #pieceOf(key: string): number {
    return partition(this.#pieces, ({ first }) => compareKeys(first, key) <= 0) - 1;
  }
}

/** The places of a block that a range counts. */
export function toPlaces({ after, upTo, block }: ObjectRange): { from: number; to: number } {
  return { from: block.behind(after), to: upTo === undefined ? block.size : block.behind(upTo) };
}

function toPart({ lastModified, size, storageClass }: ObjectEntry): ObjectPart {
  return { modified: Date.parse(lastModified), size, storageClass };
}
