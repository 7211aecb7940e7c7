import { compareKeys, type LifecycleRule } from '@signpost/oss-protocol/rules';
import { deriveFolderLinks, deriveSubFolderLink, type FolderLink } from './folder-links.ts';
import type { DecisiveHeader } from '../health/judge-served.ts';
import { forecastObject, groupRules, type Forecast } from '../health/forecast.ts';
import { isBroken, toHealth, type Health, type TargetLook } from '../health/health.ts';
import { firstKeys, lowerBound, prefixRange } from './key-order.ts';

/** One key as a reading of the bucket found it. `target` is absent while it was not read, or may not be. */
export type IndexEntry = {
  key: string;
  etag: string;
  lastModified: string;
  size: number;
  storageClass: string;
} & (
  | { kind: 'object'; restored?: boolean }
  /**
   * `readAs`: the key that OSS reaches where it takes each `+` of the target for a space. `forbidden`: what is at the
   * target is not to be told. `brokenSince`: when it was first seen broken, ISO 8601; absent where it was so at the
   * first scan already.
   */
  | {
      kind: 'link';
      target?: string;
      readAs?: string;
      forbidden?: boolean;
      served?: SeenHeaders;
      brokenSince?: string;
    }
);

/** What comparing the headers of a link with those of its target found. */
export interface SeenHeaders {
  /** Headers that make readers fail; none where readers get what they are told. */
  wrong: readonly DecisiveHeader[];
  /** Last change of the target as it was compared: of a later one nothing is known. */
  targetModified: string;
}

/** A link, judged by the index alone. `chain` holds the keys followed, from the target to the last one reached. */
export interface JudgedLink {
  key: string;
  target: string | undefined;
  health: Health;
  chain: string[];
  lastModified: string;
  /** Headers that make its readers fail, none where they are right; absent where that was not checked, or is broken. */
  servedWrongly?: readonly DecisiveHeader[];
  /** When it was first seen broken; absent where it works, and where it was broken at the first scan. */
  brokenSince?: string;
}

/** Links whose headers were compared with those of their targets, and those of them that make readers fail. */
export interface ServedCounts {
  wrong: number;
  checked: number;
}

/** What lies below a prefix. Sizes in bytes; a link counts as a link, not as bytes. */
export interface PrefixRollUp {
  prefix: string;
  objects: number;
  bytes: number;
  links: number;
  byHealth: Partial<Record<Health, number>>;
  served: ServedCounts;
  /** Number of objects by storage class. */
  classes: Record<string, number>;
  /** Links anywhere that lead to a key below the prefix. */
  backlinkCount: number;
  /** Newest change of an object or link below; absent when nothing is there. */
  newest?: string;
}

/** Who leads straight to one key: how many links, and the first of them in key order. */
export interface KeyBacklinks {
  key: string;
  count: number;
  first: string[];
}

/** What holds for the whole index. */
export interface LinkIndexFacts {
  /** The bucket reads Archive without a restore. */
  archiveDirectRead?: boolean | undefined;
  /** The reading stopped after this key: nothing is known of the keys behind it. Absent: the reading is complete. */
  scannedUpTo?: string | undefined;
  /** Lifecycle rules in force; absent: nobody knows them, so that nothing is known of what they will do. */
  lifecycle?: readonly LifecycleRule[] | undefined;
}

/** Longest chain that is followed before it is called a loop: OSS follows none at all, this is for showing the end. */
const maxChain = 16;

/**
 * All that is known of one bucket's links, in memory: pure, no I/O. Answers are derived on demand and kept until the
 * next change.
 */
export class LinkIndex {
  readonly #entries = new Map<string, IndexEntry>();
  readonly #backlinks = new Map<string, Set<string>>();
  readonly #archiveDirectRead: boolean;
  readonly #scannedUpTo: string | undefined;
  #lifecycle: readonly LifecycleRule[] | undefined;
  #rulesOf: ((key: string) => readonly LifecycleRule[]) | undefined;
  #sorted: string[] | undefined;
  #folderLinks: FolderLink[] | undefined;

  constructor(entries: Iterable<IndexEntry> = [], facts: LinkIndexFacts = {}) {
    this.#archiveDirectRead = facts.archiveDirectRead ?? false;
    this.#scannedUpTo = facts.scannedUpTo;
    this.useLifecycle(facts.lifecycle);
    for (const entry of entries) this.put(entry);
  }

  /** Number of keys known. */
  get size(): number {
    return this.#entries.size;
  }

  get(key: string): IndexEntry | undefined {
    return this.#entries.get(key);
  }

  /** Records what is stored at a key now. */
  put(entry: IndexEntry): void {
    const old = this.#entries.get(entry.key);
    if (old !== undefined) this.#unlink(old);
    else this.#sorted = undefined;
    this.#entries.set(entry.key, entry);
    this.#folderLinks = undefined;
    const reached = reachedKey(entry);
    if (reached === undefined) return;
    const backlinks = this.#backlinks.get(reached);
    if (backlinks === undefined) this.#backlinks.set(reached, new Set([entry.key]));
    else backlinks.add(entry.key);
  }

  /** Records that nothing is stored at a key any more. */
  remove(key: string): void {
    const old = this.#entries.get(key);
    if (old === undefined) return;
    this.#unlink(old);
    this.#entries.delete(key);
    this.#sorted = undefined;
    this.#folderLinks = undefined;
  }

  /** An index of what `select` answers for each entry: the entry, another one for the same key, or nothing. */
  filter(select: (entry: IndexEntry) => IndexEntry | undefined): LinkIndex {
    const entries = [...this.#entries.values()].flatMap((entry) => select(entry) ?? []);
    return new LinkIndex(entries, {
      archiveDirectRead: this.#archiveDirectRead,
      scannedUpTo: this.#scannedUpTo,
      lifecycle: this.#lifecycle,
    });
  }

  /** Takes other lifecycle rules; `undefined` where they are not known any more. */
  useLifecycle(rules: readonly LifecycleRule[] | undefined): void {
    if (rules === this.#lifecycle) return;
    this.#lifecycle = rules;
    this.#rulesOf = rules && groupRules(rules);
  }

  /** Whether lifecycle rules are known: without them, no forecast says nothing. */
  get knowsLifecycle(): boolean {
    return this.#lifecycle !== undefined;
  }

  /**
   * What lifecycle rules will do first to the object that a link reaches; undefined where they do nothing, where they are
   * not known, and where the link reaches no object that may be told of. `now` as milliseconds since 1970.
   */
  forecast(key: string, now: number): Forecast | undefined {
    const link = this.#entries.get(key);
    if (this.#rulesOf === undefined || link?.kind !== 'link' || link.forbidden === true) return undefined;
    const object = this.#entries.get(reachedKey(link) ?? '');
    if (object?.kind !== 'object') return undefined;
    const archiveDirectRead = this.#archiveDirectRead;
    return forecastObject({ ...object, archiveDirectRead }, this.#rulesOf(object.key), now)[0];
  }

  /** Judges one link; undefined where none is known. */
  judge(key: string): JudgedLink | undefined {
    const entry = this.#entries.get(key);
    if (entry?.kind !== 'link') return undefined;
    const { target, lastModified } = entry;
    if (target === undefined || entry.forbidden === true)
      return {
        key,
        target,
        health: entry.forbidden === true ? 'forbidden' : 'unknown',
        chain: [],
        lastModified,
      };
    const reached = reachedKey(entry) ?? target;
    const { chain, loops } = this.#follow(key, reached);
    const health = toHealth(key, reached, this.#look(reached, loops));
    const { served, brokenSince } = entry;
    return {
      key,
      target,
      health,
      chain,
      lastModified,
      ...(health === 'ok' && served !== undefined && this.#isSameTarget(reached, served)
        ? { servedWrongly: served.wrong }
        : {}),
      ...(isBroken(health) && brokenSince !== undefined ? { brokenSince } : {}),
    };
  }

  /** Keys of the links that lead straight to a key, in key order. */
  backlinksOf(key: string): string[] {
    return [...(this.#backlinks.get(key) ?? [])].sort(compareKeys);
  }

  /** Tells whether any link leads straight to a key. */
  hasBacklinks(key: string): boolean {
    return this.#backlinks.has(key);
  }

  /** The same for a row that has room for `most` names, without sorting them all; undefined where nothing leads. */
  summarizeBacklinks(key: string, most: number): KeyBacklinks | undefined {
    const backlinks = this.#backlinks.get(key);
    if (backlinks === undefined) return undefined;
    return { key, count: backlinks.size, first: firstKeys(backlinks, most) };
  }

  /** Keys of the links that lead to any key below a prefix, each once, in no particular order. */
  *backlinksInto(prefix: string): Generator<string> {
    const seen = new Set<string>();
    for (const key of this.#keysBelow(prefix))
      for (const backlink of this.#backlinks.get(key) ?? [])
        if (!seen.has(backlink)) {
          seen.add(backlink);
          yield backlink;
        }
  }

  /** All keys below a prefix, in key order. */
  *entries(prefix = ''): Generator<IndexEntry> {
    for (const key of this.#keysBelow(prefix)) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) yield entry;
    }
  }

  /** Links below a prefix in key order, judged one by one as they are asked for. */
  *links(prefix = ''): Generator<JudgedLink> {
    for (const key of this.#keysBelow(prefix)) {
      const judged = this.judge(key);
      if (judged !== undefined) yield judged;
    }
  }

  /** Sums up everything below a prefix; `''` is the whole bucket. */
  rollUp(prefix: string): PrefixRollUp {
    const sum: PrefixRollUp = {
      prefix,
      objects: 0,
      bytes: 0,
      links: 0,
      byHealth: {},
      served: { wrong: 0, checked: 0 },
      classes: {},
      backlinkCount: 0,
    };
    for (const key of this.#keysBelow(prefix)) {
      const entry = this.#entries.get(key);
      if (entry === undefined) continue;
      if (sum.newest === undefined || entry.lastModified > sum.newest) sum.newest = entry.lastModified;
      if (entry.kind === 'object') {
        sum.objects += 1;
        sum.bytes += entry.size;
        sum.classes[entry.storageClass] = (sum.classes[entry.storageClass] ?? 0) + 1;
      } else {
        const { health = 'unknown', servedWrongly } = this.judge(key) ?? {};
        sum.links += 1;
        if (servedWrongly !== undefined) sum.served.checked += 1;
        if (servedWrongly !== undefined && servedWrongly.length > 0) sum.served.wrong += 1;
        sum.byHealth[health] = (sum.byHealth[health] ?? 0) + 1;
      }
      sum.backlinkCount += this.#backlinks.get(key)?.size ?? 0;
    }
    return sum;
  }

  /** All folder links of the bucket, in key order of their prefixes. */
  folderLinks(): FolderLink[] {
    this.#folderLinks ??= deriveFolderLinks({
      links: [...this.links()],
      hasObjects: (prefix) => this.#someObjectBelow(prefix),
    });
    return this.#folderLinks;
  }

  /** The folder link that a prefix is, or is a part of as a folder below it. */
  folderLinkAt(prefix: string): FolderLink | undefined {
    const found = this.folderLinks().find((one) => prefix.startsWith(one.prefix));
    if (found === undefined || found.prefix === prefix) return found;
    return deriveSubFolderLink(found, prefix, {
      links: [...this.links(prefix)],
      hasObjects: (below) => this.#someObjectBelow(below),
    });
  }

  /** Tells whether the reading came past a key, so that its absence means something. */
  knows(key: string): boolean {
    return this.#scannedUpTo === undefined || compareKeys(key, this.#scannedUpTo) <= 0;
  }

  /** Tells whether any key begins with a prefix. */
  hasPrefix(prefix: string): boolean {
    const sorted = this.#keys();
    return sorted[lowerBound(sorted, prefix)]?.startsWith(prefix) === true;
  }

  #look(target: string, loops: boolean): TargetLook {
    const entry = this.#entries.get(target);
    if (entry === undefined) {
      const folder = target.endsWith('/') ? target : `${target}/`;
      if (this.hasPrefix(folder)) return { found: 'nothing', isPrefix: true };
      return this.knows(target) ? { found: 'nothing', isPrefix: false } : { found: 'unchecked' };
    }
    if (entry.kind === 'link') return { found: 'link', loops };
    return {
      found: 'object',
      storageClass: entry.storageClass,
      restored: entry.restored ?? false,
      archiveDirectRead: this.#archiveDirectRead,
    };
  }

  /** Lists tell times to the millisecond, all else to the second: the second counts. */
  #isSameTarget(target: string, { targetModified }: SeenHeaders): boolean {
    const entry = this.#entries.get(target);
    return entry?.kind === 'object' && entry.lastModified.slice(0, 19) === targetModified.slice(0, 19);
  }

  /** Follows links from the first target; `loops` means that the walk comes back to where it has been. */
  #follow(key: string, target: string): { chain: string[]; loops: boolean } {
    const chain = [target];
    const seen = new Set([key]);
    for (let at = target; chain.length <= maxChain;) {
      if (seen.has(at)) return { chain, loops: true };
      seen.add(at);
      const next = reachedKey(this.#entries.get(at));
      if (next === undefined) return { chain, loops: false };
      at = next;
      chain.push(at);
    }
    return { chain, loops: false };
  }

  #someObjectBelow(prefix: string): boolean {
    for (const key of this.#keysBelow(prefix)) if (this.#entries.get(key)?.kind === 'object') return true;
    return false;
  }

  *#keysBelow(prefix: string): Generator<string> {
    const sorted = this.#keys();
    const [from, to] = prefixRange(sorted, prefix);
    for (let i = from; i < to; i += 1) yield sorted[i] ?? '';
  }

  #keys(): string[] {
    this.#sorted ??= [...this.#entries.keys()].sort(compareKeys);
    return this.#sorted;
  }

  #unlink(entry: IndexEntry): void {
    const reached = reachedKey(entry);
    if (reached === undefined) return;
    const backlinks = this.#backlinks.get(reached);
    backlinks?.delete(entry.key);
    if (backlinks?.size === 0) this.#backlinks.delete(reached);
  }
}

/** Where a link leads; undefined for an object, and while the target is not known. */
function reachedKey(entry: IndexEntry | undefined): string | undefined {
  return entry?.kind === 'link' ? (entry.readAs ?? entry.target) : undefined;
}
