import { compareKeys, type LifecycleRule } from '@signpost/oss-protocol/rules';
import { forecastObject, groupRules, type Forecast } from '../health/forecast.ts';
import { isBroken, toHealth, type TargetLook } from '../health/health.ts';
import { deriveSubFolderLink, findFolderLinks, judgeFolder, type FolderLink } from './folder-links.ts';
import { followLinks } from './follow-links.ts';
import { FolderSums, plainJudgements, type Judgement, type KeyPart } from './folder-sums.ts';
import {
  isComparedWith,
  reachedKey,
  type IndexEntry,
  type JudgedLink,
  type KeyBacklinks,
  type LastSeen,
  type LinkIndexFacts,
  type LinkState,
  type PrefixRollUp,
} from './index-entry.ts';
import { firstKeys, foldersOf } from './key-order.ts';
import { KnownKeys } from './known-keys.ts';
import { linksTouchedBy, type KeyChange } from './links-touched.ts';
import { SoonLinks, type SoonLink } from './soon-links.ts';
import { SortedKeys } from './sorted-keys.ts';

/** What follows from the entries. */
interface Derived {
  judgements: Map<string, Judgement>;
  sums: FolderSums;
  /** Verdicts on folders that were asked about. */
  folders: Map<string, FolderLink | undefined>;
  folderLinks?: FolderLink[] | undefined;
  soon?: SoonLinks | undefined;
}

/**
 * All that is known of one bucket's links, in memory: pure, no I/O. What follows from the entries is derived at the first
 * question about it; from then on a change brings up to date what it touches, and questions count nothing.
 */
export class LinkIndex {
  readonly #entries = new Map<string, IndexEntry>();
  readonly #backlinks = new Map<string, Set<string>>();
  readonly #lastSeen = new Map<string, LastSeen>();
  readonly #archiveDirectRead: boolean;
  readonly #known: KnownKeys;
  #lifecycle: readonly LifecycleRule[] | undefined;
  #rulesOf: ((key: string) => readonly LifecycleRule[]) | undefined;
  readonly #keys = new SortedKeys();
  readonly #links = new SortedKeys();
  #derived: Derived | undefined;
  #changes = 0;

  constructor(entries: Iterable<IndexEntry> = [], facts: LinkIndexFacts = {}) {
    this.#archiveDirectRead = facts.archiveDirectRead ?? false;
    this.#known = new KnownKeys(facts);
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
    this.#change(entry.key, entry);
  }

  /** Records that nothing is stored at a key any more. */
  remove(key: string): void {
    if (this.#entries.has(key) || !this.#known.has(key)) this.#change(key, undefined);
  }

  /** An index of what `select` answers for each entry: the entry, another one for the same key, or nothing. */
  filter(select: (entry: IndexEntry) => IndexEntry | undefined): LinkIndex {
    const entries = [...this.#entries.values()].flatMap((entry) => select(entry) ?? []);
    const filtered = new LinkIndex(entries, {
      archiveDirectRead: this.#archiveDirectRead,
      ...this.#known.facts,
      lifecycle: this.#lifecycle,
    });
    for (const key of this.#known.absent) filtered.remove(key);
    // Only a link whose target may be told of shows what was there.
    for (const [key, lastSeen] of this.#lastSeen)
      if (filtered.backlinksOf(key).some((link) => filtered.#reaches(link) === key))
        filtered.noteLastSeen(key, lastSeen);
    return filtered;
  }

  /** The object that was at a key; undefined where something is stored, and where no object was ever seen. */
  lastSeen(key: string): LastSeen | undefined {
    return this.#lastSeen.get(key);
  }

  /** Keys at which nothing is stored any more, with what was; in no particular order. */
  missingTargets(): { key: string; lastSeen: LastSeen }[] {
    return Array.from(this.#lastSeen, ([key, lastSeen]) => ({ key, lastSeen }));
  }

  /** Records what was at a key, for as long as nothing is stored there. */
  noteLastSeen(key: string, lastSeen: LastSeen): void {
    if (!this.#entries.has(key)) this.#lastSeen.set(key, lastSeen);
  }

  /** Takes other lifecycle rules; `undefined` where they are not known any more. */
  useLifecycle(rules: readonly LifecycleRule[] | undefined): void {
    // Read again every few minutes, they are mostly as they were: what was derived stays.
    if (JSON.stringify(rules) === JSON.stringify(this.#lifecycle)) return;
    this.#lifecycle = rules;
    this.#changes += 1;
    if (this.#derived !== undefined) this.#derived.soon = undefined;
    this.#rulesOf = rules && groupRules(rules);
  }

  /** Whether lifecycle rules are known: without them, no forecast says nothing. */
  get knowsLifecycle(): boolean {
    return this.#lifecycle !== undefined;
  }

  /**
   * What will first end that readers get the object which a link reaches: a lifecycle rule, as far as rules are known, or
   * the end of its restored copy. Undefined where nothing does, and where the link reaches no object that may be told of.
   * `now` as milliseconds since 1970.
   */
  forecast(key: string, now: number): Forecast | undefined {
    const link = this.#entries.get(key);
    if (link?.kind !== 'link' || link.forbidden === true) return undefined;
    const object = this.#entries.get(reachedKey(link) ?? '');
    if (object?.kind !== 'object') return undefined;
    const rules = this.#rulesOf?.(object.key) ?? [];
    // Nothing is ahead of most links, and lists ask for each of them.
    if (rules.length === 0 && object.restoredUntil === undefined) return undefined;
    return forecastObject({ ...object, archiveDirectRead: this.#archiveDirectRead }, rules, now)[0];
  }

  /** Links below a prefix that work now and break within thirty days, in key order. */
  soonBroken(prefix: string, now: number): Generator<SoonLink> {
    return this.#soon().below(prefix, now);
  }

  countSoonBroken(prefix: string, now: number): number {
    return this.#soon().count(prefix, now);
  }

  /** Another one as soon as something else is known of any link, or is ahead of it: what was derived before is old then. */
  stamp(now: number): string {
    return `${this.#changes} ${this.#soon().rounds(now)}`;
  }

  /** Judges one link; undefined where none is known. */
  judge(key: string): JudgedLink | undefined {
    const entry = this.#entries.get(key);
    if (entry?.kind !== 'link') return undefined;
    const judged = this.#toState(entry);
    const reached = this.#reaches(key);
    const { brokenSince } = entry;
    const lastSeen =
      judged.health === 'missing' && reached !== undefined ? this.lastSeen(reached) : undefined;
    return {
      ...judged,
      ...(lastSeen === undefined ? {} : { lastSeen }),
      chain: reached === undefined ? [] : this.#follow(key, reached).chain,
      ...(reached !== undefined && isBroken(judged.health) && brokenSince !== undefined
        ? { brokenSince }
        : {}),
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

  /** The same for a row with room for `most` names, without sorting them all; undefined where nothing leads. */
  summarizeBacklinks(key: string, most: number): KeyBacklinks | undefined {
    const backlinks = this.#backlinks.get(key);
    if (backlinks === undefined) return undefined;
    return { key, count: backlinks.size, first: firstKeys(backlinks, most) };
  }

  /** Keys of the links that lead to any key below a prefix, each once, in no particular order. */
  *backlinksInto(prefix: string): Generator<string> {
    const { objects, links, backlinkCount } = this.rollUp(prefix);
    if (backlinkCount === 0) return;
    const seen = new Set<string>();
    const isFew = this.#backlinks.size < objects + links;
    for (const key of isFew ? this.#backlinks.keys() : this.#keys.below(prefix))
      if (key.startsWith(prefix) && this.#entries.has(key))
        for (const backlink of this.#backlinks.get(key) ?? [])
          if (!seen.has(backlink)) {
            seen.add(backlink);
            yield backlink;
          }
  }

  /** All keys below a prefix, in key order. */
  *entries(prefix = ''): Generator<IndexEntry> {
    for (const key of this.#keys.below(prefix)) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) yield entry;
    }
  }

  /** Keys of the links below a prefix, in key order; with `behind` only those behind that key. */
  linkKeys(prefix = '', behind?: string): Generator<string> {
    return this.#links.below(prefix, behind);
  }

  /** Links below a prefix in key order, judged one by one as they are asked for. */
  *links(prefix = ''): Generator<JudgedLink> {
    for (const key of this.#links.below(prefix)) {
      const judged = this.judge(key);
      if (judged !== undefined) yield judged;
    }
  }

  /** The same without the keys that each chain goes through. */
  *linkStates(prefix = ''): Generator<LinkState> {
    this.#derive();
    for (const key of this.#links.below(prefix)) {
      const entry = this.#entries.get(key);
      if (entry?.kind === 'link') yield this.#toState(entry);
    }
  }

  /** Sums up everything below a prefix; `''` is the whole bucket. */
  rollUp(prefix: string): PrefixRollUp {
    return this.#derive().sums.rollUp(prefix);
  }

  /** All folder links of the bucket, in key order of their prefixes. */
  folderLinks(): FolderLink[] {
    return (this.#derive().folderLinks ??= findFolderLinks(this.#links.below(''), (prefix) =>
      this.#judgeFolder(prefix),
    ));
  }

  /** The folder link that a prefix is, or is a part of as a folder below it. */
  folderLinkAt(prefix: string): FolderLink | undefined {
    const found = this.folderLinks().find((one) => prefix.startsWith(one.prefix));
    if (found === undefined || found.prefix === prefix) return found;
    return deriveSubFolderLink(found, prefix, {
      links: [...this.linkStates(prefix)],
      hasObjects: (below) => this.rollUp(below).objects > 0,
    });
  }

  /** Tells whether the reading came past a key, so that its absence means something. */
  knows(key: string): boolean {
    return this.#known.has(key);
  }

  /** Tells whether any key begins with a prefix. */
  hasPrefix(prefix: string): boolean {
    return this.#keys.hasBelow(prefix);
  }

  /** Where a link leads, if that may be told. */
  #reaches(key: string): string | undefined {
    const entry = this.#entries.get(key);
    return entry?.kind === 'link' && entry.forbidden === true ? undefined : reachedKey(entry);
  }

  #change(key: string, entry: IndexEntry | undefined): void {
    const old = this.#entries.get(key);
    const derived = this.#derived;
    this.#changes += 1;
    if (derived === undefined) {
      this.#store(key, { old, entry });
      return;
    }
    const known = { entries: this.#entries, backlinks: this.#backlinks, sums: derived.sums };
    const links = linksTouchedBy(key, { old, entry }, known);
    const { soon } = derived;
    if (soon !== undefined)
      for (const one of [key, ...links, ...(this.#backlinks.get(key) ?? [])]) soon.touch(one);
    const ends = [reachedKey(old), reachedKey(entry)].filter((end) => end !== undefined);
    const parts = new Set([key, ...links, ...ends]);
    for (const one of parts) {
      const part = this.#toPart(one);
      if (part !== undefined) derived.sums.subtract(one, part);
    }
    for (const one of parts) derived.judgements.delete(one);
    this.#store(key, { old, entry });
    for (const one of parts) {
      const part = this.#toPart(one);
      if (part !== undefined) derived.sums.add(one, part);
    }
    if (old?.kind === 'link' || entry?.kind === 'link') links.add(key);
    for (const link of links) for (const folder of foldersOf(link)) derived.folders.delete(folder);
    if (links.size > 0 || old?.kind !== entry?.kind) derived.folderLinks = undefined;
  }

  #store(key: string, { old, entry }: KeyChange): void {
    const [before, after] = [reachedKey(old), reachedKey(entry)];
    if (before !== undefined && before !== after) {
      const backlinks = this.#backlinks.get(before);
      backlinks?.delete(key);
      if (backlinks?.size === 0) this.#backlinks.delete(before);
    }
    if (after !== undefined && before !== after) {
      const backlinks = this.#backlinks.get(after);
      if (backlinks === undefined) this.#backlinks.set(after, new Set([key]));
      else backlinks.add(key);
    }
    this.#known.note(key, entry !== undefined);
    if (entry === undefined) {
      this.#entries.delete(key);
      this.#keys.delete(key);
    } else {
      this.#entries.set(key, entry);
      this.#lastSeen.delete(key);
      if (old === undefined) this.#keys.add(key);
    }
    if (old?.kind === entry?.kind) return;
    if (entry?.kind === 'link') this.#links.add(key);
    else if (old?.kind === 'link') this.#links.delete(key);
  }

  #derive(): Derived {
    if (this.#derived !== undefined) return this.#derived;
    const judgements = new Map<string, Judgement>();
    const sums = new FolderSums(this.#keys, (key) => this.#toPart(key, judgements));
    this.#derived = { judgements, sums, folders: new Map() };
    return this.#derived;
  }

  #soon(): SoonLinks {
    return (this.#derive().soon ??= new SoonLinks({
      forecast: (key, now) => this.forecast(key, now),
      works: (key) => !isBroken(this.judge(key)?.health ?? 'unknown'),
      links: () => this.#links.below(''),
    }));
  }

  #toPart(key: string, judgements = this.#derived?.judgements): KeyPart | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const { lastModified, size, storageClass } = entry;
    const common = { lastModified, backlinks: this.#backlinks.get(key)?.size ?? 0 };
    if (entry.kind === 'object') return { ...common, object: { size, storageClass } };
    const link = judgements?.get(key) ?? this.#toJudgement(entry);
    judgements?.set(key, link);
    return { ...common, link };
  }

  #toState(entry: IndexEntry & { kind: 'link' }): LinkState {
    const { key, target, lastModified } = entry;
    const judgement = this.#derived?.judgements.get(key) ?? this.#toJudgement(entry);
    return { key, target, ...judgement, lastModified };
  }

  #toJudgement(entry: IndexEntry & { kind: 'link' }): Judgement {
    const reached = reachedKey(entry);
    if (entry.forbidden === true || reached === undefined)
      return plainJudgements[entry.forbidden === true ? 'forbidden' : 'unknown'];
    const { loops } = this.#follow(entry.key, reached);
    const health = toHealth(entry.key, reached, this.#look(reached, loops));
    const { served } = entry;
    return health === 'ok' && served !== undefined && isComparedWith(served, this.#entries.get(reached))
      ? { health, servedWrongly: served.wrong }
      : plainJudgements[health];
  }

  #judgeFolder(prefix: string): FolderLink | undefined {
    const { sums, folders } = this.#derive();
    const { links, objects } = sums.kinds(prefix);
    if (links < 2 || objects > 0) return undefined;
    if (!folders.has(prefix)) folders.set(prefix, judgeFolder(prefix, [...this.linkStates(prefix)]));
    return folders.get(prefix);
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

  #follow(key: string, target: string): { chain: string[]; loops: boolean } {
    return followLinks((at) => reachedKey(this.#entries.get(at)), { key, target });
  }
}
