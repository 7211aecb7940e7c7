import { compareKeys } from '@signpost/oss-protocol/rules';
import type { IndexEntry, LinkEntry } from './index-entry.ts';
import type { ObjectPart } from './object-block.ts';
import { ObjectTable } from './object-table.ts';
import { RestoredCopies } from './restored-copies.ts';
import { SortedKeys } from './sorted-keys.ts';

/** What is stored at each key of a bucket: links as they are, objects packed. */
export class EntryTable {
  readonly #links = new Map<string, LinkEntry>();
  readonly #linkKeys = new SortedKeys();
  readonly #objects: ObjectTable;

  readonly copies = new RestoredCopies();

  constructor(objects = new ObjectTable()) {
    this.#objects = objects;
    for (const entry of objects.restored()) this.copies.note(entry.key, entry);
  }

  get size(): number {
    return this.#links.size + this.#objects.size;
  }

  get links(): ReadonlyMap<string, LinkEntry> {
    return this.#links;
  }

  get linkKeys(): Pick<SortedKeys, 'below'> {
    return this.#linkKeys;
  }

  get objects(): Pick<ObjectTable, 'get' | 'part' | 'mayHaveClass' | 'filter'> {
    return this.#objects;
  }

  get(key: string): IndexEntry | undefined {
    return this.#links.get(key) ?? this.#objects.get(key);
  }

  has(key: string): boolean {
    return this.#links.has(key) || this.#objects.part(key) !== undefined;
  }

  put(entry: IndexEntry): void {
    const { key } = entry;
    this.copies.note(key, entry);
    if (entry.kind === 'object') {
      this.#deleteLink(key);
      this.#objects.put(entry);
      return;
    }
    this.#objects.delete(key);
    if (!this.#links.has(key)) this.#linkKeys.add(key);
    this.#links.set(key, entry);
  }

  /** The same for one of many that come in key order. */
  append(entry: IndexEntry): void {
    if (entry.kind === 'object' && !this.#links.has(entry.key)) {
      this.copies.note(entry.key, entry);
      this.#objects.append(entry);
    } else this.put(entry);
  }

  delete(key: string): void {
    this.copies.note(key, undefined);
    this.#deleteLink(key);
    this.#objects.delete(key);
  }

  hasBelow(prefix: string): boolean {
    return this.#linkKeys.hasBelow(prefix) || this.#objects.hasBelow(prefix);
  }

  /** Keys below a prefix in key order, those of objects with what sums count. Nothing may change before it ends. */
  *below(prefix: string): Generator<readonly [key: string, object?: ObjectPart]> {
    const links = this.#linkKeys.below(prefix);
    let next = links.next();
    for (const object of this.#objects.below(prefix)) {
      for (; next.done !== true && compareKeys(next.value, object[0]) < 0; next = links.next())
        yield [next.value];
      yield object;
    }
    for (; next.done !== true; next = links.next()) yield [next.value];
  }

  /** About every so many keys one, in key order. */
  sampleKeys(every: number): string[] {
    const links = [...this.#linkKeys.below('')].filter((_, at) => at % every === every - 1);
    return [...links, ...this.#objects.sampleKeys(every)].toSorted(compareKeys);
  }

  #deleteLink(key: string): void {
    if (this.#links.delete(key)) this.#linkKeys.delete(key);
  }
}
