import { healths, type Health } from '../health/health.ts';
import type { DecisiveHeader } from '../health/judge-served.ts';
import type { PrefixRollUp } from './index-entry.ts';
import { foldersOf } from './key-order.ts';

/** What is known of a link beside what is stored. */
export interface Judgement {
  health: Health;
  /** Headers that make its readers fail, none where they are right; absent where that was not checked, or is broken. */
  servedWrongly?: readonly DecisiveHeader[];
}

/** One object for all links of a health: most links have no more to tell. */
export const plainJudgements = Object.fromEntries(healths.map((health) => [health, { health }])) as Record<
  Health,
  Judgement
>;

/** What one key adds to the sums of the folders it lies in. Exactly one of `object` and `link` is there. */
export interface KeyPart {
  /** Its last change, in milliseconds since 1970. */
  modified: number;
  backlinks: number;
  object?: { size: number; storageClass: string };
  link?: Judgement;
}

/** Keys that are summed up in a few milliseconds. */
const keysATurn = 2000;

type Sum = Omit<PrefixRollUp, 'prefix' | 'newest'> & {
  newest?: number;
  /** The newest key went, or became older: the next one is to be sought. */
  isStale?: boolean;
};

/**
 * Sums of every folder, kept up to date key by key: a question about a folder counts nothing. A change takes time by the
 * depth of its key.
 */
export class FolderSums {
  readonly #sums = new Map<string, Sum>();
  readonly #below: (prefix: string) => Iterable<readonly [key: string, part: KeyPart]>;

  /** Empty until it is filled. @param below keys below a prefix, in key order */
  constructor(below: (prefix: string) => Iterable<readonly [key: string, part: KeyPart]>) {
    this.#below = below;
  }

  /** Sums up what is there, in one pass: a turn of it for each step, so that others can be served in between. */
  *fill(): Generator<void> {
    const open: { prefix: string; sum: Sum }[] = [{ prefix: '', sum: emptySum() }];
    const close = (): void => {
      const { prefix, sum } = open.pop()!;
      this.#sums.set(prefix, sum);
      const above = open.at(-1)?.sum;
      if (above !== undefined) addSum(above, sum);
    };
    let keys = 0;
    for (const [key, part] of this.#below('')) {
      while (!key.startsWith(open.at(-1)!.prefix)) close();
      let end = key.indexOf('/', open.at(-1)!.prefix.length);
      for (; end >= 0; end = key.indexOf('/', end + 1))
        open.push({ prefix: key.slice(0, end + 1), sum: emptySum() });
      addPart(open.at(-1)!.sum, part, 1);
      keys += 1;
      if (keys % keysATurn === 0) yield;
    }
    while (open.length > 0) close();
  }

  /** Number of keys in a folder and in those below it. */
  count(folder: string): number {
    const sum = this.#sums.get(folder);
    return sum === undefined ? 0 : sum.objects + sum.links;
  }

  /** Number of links, and of objects, in a folder and in those below it. */
  kinds(folder: string): { links: number; objects: number } {
    return this.#sums.get(folder) ?? { links: 0, objects: 0 };
  }

  add(key: string, part: KeyPart): void {
    for (const folder of foldersOf(key)) {
      const sum = this.#sums.get(folder) ?? emptySum();
      addPart(sum, part, 1);
      this.#sums.set(folder, sum);
    }
  }

  subtract(key: string, part: KeyPart): void {
    for (const folder of foldersOf(key)) {
      const sum = this.#sums.get(folder);
      if (sum === undefined) continue;
      addPart(sum, part, -1);
      if (sum.objects + sum.links === 0) this.#sums.delete(folder);
    }
  }

  /** The sum of a folder, or of any other prefix: of the keys beside it and the folders below it. */
  rollUp(prefix: string): PrefixRollUp {
    const sum = isFolder(prefix) ? this.#folder(prefix) : this.#sumUp(prefix);
    const { isStale: _, byHealth, classes, served, newest, ...rest } = sum;
    const copies = { byHealth: { ...byHealth }, classes: { ...classes }, served: { ...served } };
    const time = newest === undefined ? {} : { newest: new Date(newest).toISOString() };
    return { prefix, ...rest, ...copies, ...time };
  }

  #folder(prefix: string): Sum {
    const sum = this.#sums.get(prefix);
    if (sum === undefined) return emptySum();
    if (sum.isStale === true) {
      const { newest } = this.#sumUp(prefix);
      if (newest !== undefined) sum.newest = newest;
      delete sum.isStale;
    }
    return sum;
  }

  #sumUp(prefix: string): Sum {
    const sum = emptySum();
    let folder: string | undefined;
    for (const [key, part] of this.#below(prefix)) {
      if (folder !== undefined && key.startsWith(folder)) continue;
      const slash = key.indexOf('/', prefix.length);
      folder = slash < 0 ? undefined : key.slice(0, slash + 1);
      if (folder === undefined) addPart(sum, part, 1);
      else addSum(sum, this.#folder(folder));
    }
    return sum;
  }
}

function isFolder(prefix: string): boolean {
  return prefix === '' || prefix.endsWith('/');
}

function emptySum(): Sum {
  return {
    objects: 0,
    bytes: 0,
    links: 0,
    byHealth: {},
    served: { wrong: 0, checked: 0 },
    classes: {},
    backlinkCount: 0,
  };
}

function addPart(sum: Sum, { modified, backlinks, object, link }: KeyPart, sign: 1 | -1): void {
  sum.backlinkCount += sign * backlinks;
  if (object !== undefined) {
    sum.objects += sign;
    sum.bytes += sign * object.size;
    count(sum.classes, object.storageClass, sign);
  }
  if (link !== undefined) {
    sum.links += sign;
    count(sum.byHealth, link.health, sign);
    if (link.servedWrongly !== undefined) sum.served.checked += sign;
    if (link.servedWrongly !== undefined && link.servedWrongly.length > 0) sum.served.wrong += sign;
  }
  if (sign === -1) sum.isStale ||= modified === sum.newest;
  // Nothing that is left is newer than what went.
  else if (sum.newest === undefined || modified >= sum.newest) {
    sum.newest = modified;
    delete sum.isStale;
  }
}

function addSum(sum: Sum, other: Sum): void {
  sum.objects += other.objects;
  sum.bytes += other.bytes;
  sum.links += other.links;
  sum.served.wrong += other.served.wrong;
  sum.served.checked += other.served.checked;
  sum.backlinkCount += other.backlinkCount;
  for (const [storageClass, number] of Object.entries(other.classes))
    count(sum.classes, storageClass, number);
  for (const [health, number] of Object.entries(other.byHealth))
    count(sum.byHealth, health as Health, number);
  if (other.newest !== undefined && (sum.newest === undefined || other.newest > sum.newest))
    sum.newest = other.newest;
}

function count<K extends string>(counts: Partial<Record<K, number>>, name: K, number: number): void {
  const sum = (counts[name] ?? 0) + number;
  if (sum === 0) delete counts[name];
  else counts[name] = sum;
}
