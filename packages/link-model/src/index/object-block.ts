import { compareKeys } from '@signpost/oss-protocol/rules';
import { commonPrefix, fromHexEtag, keepsTime, toHexEtag } from './block-columns.ts';
import type { ObjectEntry } from './index-entry.ts';
import { partitionPoint } from './key-order.ts';

/** An object to be packed; its time may be a text or not. */
export type PackableObject = Omit<ObjectEntry, 'kind' | 'lastModified'> & { lastModified: string | Date };

/** What sums count of an object. `size` in bytes, `modified` in milliseconds since 1970. */
export interface ObjectPart {
  modified: number;
  size: number;
  storageClass: string;
}

/** What does not fit the columns, or few objects have. */
interface Rare {
  classes: string[];
  /** By place in the block. */
  of?: Record<number, Partial<Omit<ObjectEntry, 'kind' | 'key'>>>;
}

const version = 1;
const headerSize = 24;
/** The ETag is in the text as a whole: it does not begin with 32 digits. */
const plainEtag = 1;
/** More about the object is told among what is rare. */
const hasMore = 2;
const mostClasses = 255;

const encoder = new TextEncoder();
// Otherwise a byte order mark that a key begins with is left out.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Tells whether an object can be packed: a key with half a surrogate pair has no UTF-8. */
export const isPackable = ({ key }: Pick<ObjectEntry, 'key'>): boolean => key.isWellFormed();

/**
 * Objects in key order as columns of bytes: about 50 bytes an object where they share the beginning of their keys, and
 * nothing is read before it is asked for. Little-endian; a block never changes.
 */
export class ObjectBlock {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly #view: DataView;
  readonly #prefix: string;
  readonly #text: Uint8Array;
  readonly #rare: Rare;
  readonly #at: Columns;

  /** @param bytes as {@link pack} made them. @throws RangeError where they are not */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.#view.getUint32(0, true) !== version) throw new RangeError('not a block of objects');
    this.size = this.#view.getUint32(4, true);
    const [prefixSize, textSize, rareSize] = [8, 12, 16].map((at) => this.#view.getUint32(at, true));
    this.#at = toColumns(this.size);
    const text = this.#at.end + prefixSize!;
    const rare = text + textSize!;
    if (rare + rareSize! !== bytes.byteLength) throw new RangeError('a block of objects is cut');
    this.#prefix = decoder.decode(bytes.subarray(this.#at.end, text));
    this.#text = bytes.subarray(text, rare);
    this.#rare = JSON.parse(decoder.decode(bytes.subarray(rare))) as Rare;
  }

  /** @param entries packable, in key order, each key once */
  static pack(entries: readonly PackableObject[]): ObjectBlock {
    return new ObjectBlock(pack(entries));
  }

  key(at: number): string {
    return this.#prefix + decoder.decode(this.#text.subarray(this.#start(2 * at), this.#start(2 * at + 1)));
  }

  /** Keys of a range of places, decoded together. */
  keys(from: number, to: number): string[] {
    const first = this.#start(2 * from);
    const bytes = this.#text.subarray(first, this.#start(2 * to));
    const text = decoder.decode(bytes);
    // Places in text and bytes are the same where each character is one byte.
    const isAscii = text.length === bytes.length;
    const keys: string[] = [];
    for (let at = from; at < to; at += 1)
      keys.push(
        isAscii
          ? this.#prefix + text.slice(this.#start(2 * at) - first, this.#start(2 * at + 1) - first)
          : this.key(at),
      );
    return keys;
  }

  part(at: number): ObjectPart {
    return {
      modified: this.#view.getFloat64(this.#at.modified + 8 * at, true),
      size: this.#view.getFloat64(this.#at.size + 8 * at, true),
      storageClass: this.#classOf(at),
    };
  }

  entry(at: number): ObjectEntry {
    const { modified, size, storageClass } = this.part(at);
    const flags = this.bytes[this.#at.flags + at] ?? 0;
    const rest = decoder.decode(this.#text.subarray(this.#start(2 * at + 1), this.#start(2 * at + 2)));
    const etag = flags & plainEtag ? rest : toHexEtag(this.bytes, this.#at.etag + 16 * at) + rest;
    const common = { kind: 'object' as const, key: this.key(at), etag, size, storageClass };
    // Of a time that is no time, the text is among what is rare.
    if (flags & hasMore) return { ...common, lastModified: '', ...toTime(modified), ...this.#rare.of?.[at] };
    return { ...common, lastModified: new Date(modified).toISOString() };
  }

  /** Places of objects of which a restored copy is known. */
  restoredPlaces(): number[] {
    return Object.entries(this.#rare.of ?? {}).flatMap(([at, { restored }]) =>
      restored === true ? [Number(at)] : [],
    );
  }

  /** Tells whether the object at a place is that at a place of another block, its key included. */
  isSame(at: number, other: ObjectBlock, otherAt: number): boolean {
    const [one, two] = [this.#at, other.#at];
    const flags = this.bytes[one.flags + at]!;
    const isSameKey =
      this.#prefix === other.#prefix
        ? this.#isSameText(2 * at, other, 2 * otherAt)
        : this.key(at) === other.key(otherAt);
    return (
      isSameKey &&
      flags === other.bytes[two.flags + otherAt] &&
      isSameBytes([this.bytes, one.modified + 8 * at], [other.bytes, two.modified + 8 * otherAt], 8) &&
      isSameBytes([this.bytes, one.size + 8 * at], [other.bytes, two.size + 8 * otherAt], 8) &&
      isSameBytes([this.bytes, one.etag + 16 * at], [other.bytes, two.etag + 16 * otherAt], 16) &&
      this.#isSameText(2 * at + 1, other, 2 * otherAt + 1) &&
      this.#classOf(at) === other.#classOf(otherAt) &&
      ((flags & hasMore) === 0 || JSON.stringify(this.entry(at)) === JSON.stringify(other.entry(otherAt)))
    );
  }

  #isSameText(index: number, other: ObjectBlock, otherIndex: number): boolean {
    const [start, otherStart] = [this.#start(index), other.#start(otherIndex)];
    const length = this.#start(index + 1) - start;
    return (
      length === other.#start(otherIndex + 1) - otherStart &&
      isSameBytes([this.#text, start], [other.#text, otherStart], length)
    );
  }

  /** Whether its class is that of any object, at any place. */
  hasClass(storageClass: string): boolean {
    return this.#rare.classes.includes(storageClass);
  }

  /** The place of a key; -1 where it is not in the block. */
  find(key: string): number {
    const at = this.lowerBound(key);
    return at < this.size && this.key(at) === key ? at : -1;
  }

  /** The first place whose key is not before another one; the size of the block where all are. */
  lowerBound(key: string): number {
    if (!key.startsWith(this.#prefix)) return compareKeys(key, this.#prefix) < 0 ? 0 : this.size;
    const sought = encoder.encode(key.slice(this.#prefix.length));
    return partitionPoint(this.size, (at) => this.#isBefore(at, sought));
  }

  /** The first place whose key is behind another one. */
  behind(key: string): number {
    const at = this.lowerBound(key);
    return at < this.size && this.key(at) === key ? at + 1 : at;
  }

  #isBefore(at: number, sought: Uint8Array): boolean {
    const start = this.#start(2 * at);
    const length = this.#start(2 * at + 1) - start;
    for (let i = 0; i < length && i < sought.length; i += 1) {
      const difference = this.#text[start + i]! - sought[i]!;
      if (difference !== 0) return difference < 0;
    }
    return length < sought.length;
  }

  /** Where the key of a place begins (even) and the rest of its ETag (odd). */
  #start(index: number): number {
    return this.#view.getUint32(this.#at.starts + 4 * index, true);
  }

  #classOf(at: number): string {
    const known = this.bytes[this.#at.classes + at] ?? mostClasses;
    return this.#rare.classes[known] ?? this.#rare.of?.[at]?.storageClass ?? 'Standard';
  }
}

type Place = readonly [bytes: Uint8Array, at: number];

function isSameBytes([bytes, at]: Place, [others, otherAt]: Place, length: number): boolean {
  for (let i = 0; i < length; i += 1) if (bytes[at + i] !== others[otherAt + i]) return false;
  return true;
}

const toTime = (modified: number): { lastModified?: string } =>
  Number.isNaN(modified) ? {} : { lastModified: new Date(modified).toISOString() };

interface Columns {
  modified: number;
  size: number;
  starts: number;
  etag: number;
  classes: number;
  flags: number;
  end: number;
}

/** Where each column begins, in bytes. */
function toColumns(count: number): Columns {
  const modified = headerSize;
  const size = modified + 8 * count;
  const starts = size + 8 * count;
  const etag = starts + 4 * (2 * count + 1);
  const classes = etag + 16 * count;
  const flags = classes + count;
  return { modified, size, starts, etag, classes, flags, end: flags + count };
}

function pack(entries: readonly PackableObject[]): Uint8Array {
  const prefix = commonPrefix(entries[0]?.key ?? '', entries.at(-1)?.key ?? '');
  const columns = toColumns(entries.length);
  const head = new Uint8Array(columns.end);
  const view = new DataView(head.buffer);
  const rare: Rare = { classes: [] };
  let text = new Uint8Array(entries.reduce((sum, { key, etag }) => sum + 3 * (key.length + etag.length), 0));
  let end = 0;
  const write = (part: string): void => {
    end += encoder.encodeInto(part, text.subarray(end)).written;
  };
  for (const [
    at,
    { key, etag, lastModified, size, storageClass, restored, restoredUntil },
  ] of entries.entries()) {
    const modified = typeof lastModified === 'string' ? Date.parse(lastModified) : lastModified.getTime();
    view.setFloat64(columns.modified + 8 * at, modified, true);
    view.setFloat64(columns.size + 8 * at, size, true);
    view.setUint32(columns.starts + 4 * (2 * at), end, true);
    write(key.slice(prefix.length));
    view.setUint32(columns.starts + 4 * (2 * at + 1), end, true);
    const isHex = fromHexEtag(etag, head, columns.etag + 16 * at);
    write(isHex ? etag.slice(32) : etag);
    const known = toClass(rare.classes, storageClass);
    head[columns.classes + at] = known;
    const more = {
      ...(restored === undefined ? {} : { restored }),
      ...(restoredUntil === undefined ? {} : { restoredUntil }),
      ...(typeof lastModified !== 'string' || keepsTime(lastModified) ? {} : { lastModified }),
      ...(known === mostClasses ? { storageClass } : {}),
      ...(etag.isWellFormed() ? {} : { etag }),
    };
    const isRare = Object.keys(more).length > 0;
    if (isRare) (rare.of ??= {})[at] = more;
    head[columns.flags + at] = (isHex ? 0 : plainEtag) | (isRare ? hasMore : 0);
  }
  view.setUint32(columns.starts + 8 * entries.length, end, true);
  text = text.subarray(0, end);
  const [first, last] = [encoder.encode(prefix), encoder.encode(JSON.stringify(rare))];
  for (const [at, value] of [version, entries.length, first.length, end, last.length].entries())
    view.setUint32(4 * at, value, true);
  const bytes = new Uint8Array(head.length + first.length + end + last.length);
  let place = 0;
  for (const part of [head, first, text, last]) {
    bytes.set(part, place);
    place += part.length;
  }
  return bytes;
}

/** The number of a class; that of none where there are too many. */
function toClass(classes: string[], storageClass: string): number {
  const known = classes.indexOf(storageClass);
  if (known >= 0) return known;
  return classes.length < mostClasses ? classes.push(storageClass) - 1 : mostClasses;
}
