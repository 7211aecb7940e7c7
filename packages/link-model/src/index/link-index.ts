import { compareKeys, type LifecycleRule } from '@signpost/oss-protocol/rules';
import { forecastObject, groupRules, type Forecast } from '../health/forecast.ts';
import { isBroken } from '../health/health.ts';
import { Backlinks } from './backlinks.ts';
import { EntryTable } from './entry-table.ts';
import type { FolderLink } from './folder-links.ts';
import { FolderSums, type Judgement, type KeyPart } from './folder-sums.ts';
import {
  reachedKey,
  type IndexEntry,
  type JudgedLink,
  type KeyBacklinks,
  type LastSeen,
  type LinkEntry,
  type LinkIndexFacts,
  type LinkState,
  type PrefixRollUp,
} from './index-entry.ts';
import { KnownFolderLinks } from './known-folder-links.ts';
import { followEntries, judgeLink, type Judged } from './judge-link.ts';
import { KnownKeys } from './known-keys.ts';
import { linksTouchedBy, type KeyChange } from './links-touched.ts';
import { SoonLinks, type SoonLink } from './soon-links.ts';
import type { ObjectPart } from './object-block.ts';
import type { ObjectTable } from './object-table.ts';

/** What follows from the entries. */
interface Derived {
  sums: FolderSums;
  folders: KnownFolderLinks;
  soon?: SoonLinks | undefined;
}

/**
 * All that is known of one bucket's links, in memory: pure, no I/O. What follows from the entries is derived at the first
 * question about it; from then on a change brings up to date what it touches, and questions count nothing.
 */
export class LinkIndex {
  readonly #entries: EntryTable;
  readonly #backlinks = new Backlinks();
  readonly #lastSeen = new Map<string, LastSeen>();
  readonly #judged: Judged;
  readonly #known: KnownKeys;
  #lifecycle: readonly LifecycleRule[] | undefined;
  #rulesOf: ((key: string) => readonly LifecycleRule[]) | undefined;
  /** Of links whose sums are known. */
  readonly #judgements = new Map<string, Judgement>();
  #derived: Derived | undefined;
  #changes = 0;

  /**
   * @param entries objects that come in key order take the least memory
   * @param objects packed ones, at keys of which `entries` tells nothing
   */
  constructor(entries: Iterable<IndexEntry> = [], facts: LinkIndexFacts = {}, objects?: ObjectTable) {
    this.#entries = new EntryTable(objects);
    this.#known = new KnownKeys(facts);
    const { archiveDirectRead = false } = facts;
    this.#judged = { entries: this.#entries, known: this.#known, archiveDirectRead };
    this.useLifecycle(facts.lifecycle);
    const links: LinkEntry[] = [];
    for (const entry of entries) {
      this.#known.note(entry.key, true);
      if (entry.kind === 'link') links.push(entry);
      else this.#entries.append(entry);
    }
    for (const link of links) this.put(link);
  }

  /** Number of keys known. */
  get size(): number {
    return this.#entries.size;
  }

  get(key: string): IndexEntry | undefined {
    return this.#entries.get(key);
  }

  link(key: string): LinkEntry | undefined {
    return this.#entries.links.get(key);
  }

  /** Keys of archived objects whose restored copy has expired since it was looked at, the earliest first. */
  expiredCopies(now: number): string[] {
    return this.#entries.copies.expired(now);
  }

  /** Records what is stored at a key now. */
  put(entry: IndexEntry): void {
    this.#change(entry.key, entry);
  }

  /** Records that nothing is stored at a key any more. */
  remove(key: string): void {
    if (this.#entries.has(key) || !this.#known.has(key)) this.#change(key, undefined);
  }

  /**
   * An index of fewer keys.
   * @param select `link` answers the entry of a link, another one for the same key, or nothing
   */
  filter(select: {
    link: (entry: LinkEntry) => LinkEntry | undefined;
    object: (key: string) => boolean;
  }): LinkIndex {
    const links = [...this.#entries.links.values()].flatMap((entry) => select.link(entry) ?? []);
    const facts = {
      archiveDirectRead: this.#judged.archiveDirectRead,
      ...this.#known.facts,
      lifecycle: this.#lifecycle,
    };
    const filtered = new LinkIndex(links, facts, this.#entries.objects.filter(select.object));
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
    const link = this.#entries.links.get(key);
    if (link === undefined || link.forbidden === true) return undefined;
    const object = this.#entries.objects.get(reachedKey(link) ?? '');
    if (object === undefined) return undefined;
    const rules = this.#rulesOf?.(object.key) ?? [];
    // Nothing is ahead of most links, and lists ask for each of them.
    if (rules.length === 0 && object.restoredUntil === undefined) return undefined;
    return forecastObject({ ...object, archiveDirectRead: this.#judged.archiveDirectRead }, rules, now)[0];
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
    const entry = this.#entries.links.get(key);
    if (entry === undefined) return undefined;
    const judged = this.#toState(entry);
    const reached = this.#reaches(key);
    const { brokenSince } = entry;
    const lastSeen =
      judged.health === 'missing' && reached !== undefined ? this.lastSeen(reached) : undefined;
    return {
      ...judged,
      ...(lastSeen === undefined ? {} : { lastSeen }),
      chain: reached === undefined ? [] : followEntries(this.#entries, key, reached).chain,
      ...(reached !== undefined && isBroken(judged.health) && brokenSince !== undefined
        ? { brokenSince }
        : {}),
    };
  }

  /** Keys of the links that lead straight to a key, in key order. */
  backlinksOf(key: string): string[] {
    return [...this.#backlinks.of(key)].sort(compareKeys);
  }

  /** Tells whether any link leads straight to a key. */
  hasBacklinks(key: string): boolean {
    return this.#backlinks.has(key);
  }

  /** The same for a row with room for `most` names, without sorting them all; undefined where nothing leads. */
  summarizeBacklinks(key: string, most: number): KeyBacklinks | undefined {
    return this.#backlinks.summarize(key, most);
  }

  /** Keys of the links that lead to any key below a prefix, each once, in no particular order. */
  *backlinksInto(prefix: string): Generator<string> {
    const { objects, links, backlinkCount } = this.rollUp(prefix);
    if (backlinkCount === 0) return;
    const seen = new Set<string>();
    const isFew = this.#backlinks.size < objects + links;
    for (const key of isFew ? this.#backlinks.targets : this.keys(prefix))
      if (key.startsWith(prefix) && this.#entries.has(key))
        for (const backlink of this.#backlinks.of(key))
          if (!seen.has(backlink)) {
            seen.add(backlink);
            yield backlink;
          }
  }

  /**
   * Derives what questions need, a few milliseconds of it for each step: of a million keys it takes a second. Where
   * something changes in between, the first question derives it.
   */
  *prepare(): Generator<void> {
    if (this.#derived !== undefined) return;
    const changes = this.#changes;
    const sums = new FolderSums((prefix) => this.parts(prefix));
    for (const _ of sums.fill()) {
      yield;
      if (this.#changes !== changes) return;
    }
    const folders = new KnownFolderLinks({
      sums,
      linkKeys: () => this.linkKeys(),
      linkStates: (prefix) => this.linkStates(prefix),
    });
    this.#derived = { sums, folders };
  }

  /** About every so many keys one, in key order: where keys lie, without a look at each. */
  sampleKeys(every: number): string[] {
    return this.#entries.sampleKeys(every);
  }

  /** All keys below a prefix, in key order. Nothing may change before it ends, as with all that walk over objects. */
  *keys(prefix = ''): Generator<string> {
    for (const [key] of this.#entries.below(prefix)) yield key;
  }

  /** What is stored at all keys below a prefix, in key order. */
  *entries(prefix = ''): Generator<IndexEntry> {
    for (const [key] of this.#entries.below(prefix)) {
      const entry = this.get(key);
      if (entry !== undefined) yield entry;
    }
  }

  /** The same with what sums count of each key: of many objects that is much quicker. */
  *parts(prefix = ''): Generator<readonly [key: string, part: KeyPart]> {
    for (const [key, object] of this.#entries.below(prefix))
      yield [key, object === undefined ? this.#toLinkPart(key) : this.#toObjectPart(key, object)];
  }

  /** Keys of the links below a prefix, in key order; with `behind` only those behind that key. */
  linkKeys(prefix = '', behind?: string): Generator<string> {
    return this.#entries.linkKeys.below(prefix, behind);
  }

  /** Links below a prefix in key order, judged one by one as they are asked for. */
  *links(prefix = ''): Generator<JudgedLink> {
    for (const key of this.#entries.linkKeys.below(prefix)) {
      const judged = this.judge(key);
      if (judged !== undefined) yield judged;
    }
  }

  /** The same without the keys that each chain goes through. */
  *linkStates(prefix = ''): Generator<LinkState> {
    this.#derive();
    for (const key of this.#entries.linkKeys.below(prefix)) {
      const entry = this.#entries.links.get(key);
      if (entry !== undefined) yield this.#toState(entry);
    }
  }

  /** Sums up everything below a prefix; `''` is the whole bucket. */
  rollUp(prefix: string): PrefixRollUp {
    return this.#derive().sums.rollUp(prefix);
  }

  /** All folder links of the bucket, in key order of their prefixes. */
  folderLinks(): FolderLink[] {
    return this.#derive().folders.all();
  }

  /** The folder link that a prefix is, or is a part of as a folder below it. */
  folderLinkAt(prefix: string): FolderLink | undefined {
    return this.#derive().folders.at(prefix);
  }

  /** Tells whether the reading came past a key, so that its absence means something. */
  knows(key: string): boolean {
    return this.#known.has(key);
  }

  hasPrefix(prefix: string): boolean {
    return this.#entries.hasBelow(prefix);
  }

  /** Where a link leads, if that may be told. */
  #reaches(key: string): string | undefined {
    const entry = this.#entries.links.get(key);
    return entry?.forbidden === true ? undefined : reachedKey(entry);
  }

  #change(key: string, entry: IndexEntry | undefined): void {
    const [old, derived] = [this.get(key), this.#derived];
    this.#changes += 1;
    if (derived === undefined) {
      this.#judgements.clear();
      this.#store(key, { old, entry });
      return;
    }
    const known = { links: this.#entries.links, backlinks: this.#backlinks, sums: derived.sums };
    const links = linksTouchedBy(key, { old, entry }, known);
    for (const one of [key, ...links, ...this.#backlinks.of(key)]) derived.soon?.touch(one);
    const ends = [reachedKey(old), reachedKey(entry)].filter((end) => end !== undefined);
    const parts = new Set([key, ...links, ...ends]);
    for (const one of parts) {
      const part = this.#toPart(one);
      if (part !== undefined) derived.sums.subtract(one, part);
    }
    for (const one of parts) this.#judgements.delete(one);
    this.#store(key, { old, entry });
    for (const one of parts) {
      const part = this.#toPart(one);
      if (part !== undefined) derived.sums.add(one, part);
    }
    if (old?.kind === 'link' || entry?.kind === 'link') links.add(key);
    derived.folders.forget(links);
    if (links.size > 0 || old?.kind !== entry?.kind) derived.folders.forgetAll();
  }

  #store(key: string, { old, entry }: KeyChange): void {
    this.#backlinks.move(key, { before: reachedKey(old), after: reachedKey(entry) });
    this.#known.note(key, entry !== undefined);
    if (entry !== undefined) this.#lastSeen.delete(key);
    if (entry === undefined) this.#entries.delete(key);
    else this.#entries.put(entry);
  }

  #derive(): Derived {
    for (const _ of this.prepare());
    return this.#derived!;
  }

  #soon(): SoonLinks {
    return (this.#derive().soon ??= new SoonLinks({
      forecast: (key, now) => this.forecast(key, now),
      works: (key) => !isBroken(this.judge(key)?.health ?? 'unknown'),
      links: () => this.#entries.linkKeys.below(''),
    }));
  }

  #toPart(key: string): KeyPart | undefined {
    if (this.#entries.links.has(key)) return this.#toLinkPart(key);
    const part = this.#entries.objects.part(key);
    return part && this.#toObjectPart(key, part);
  }

  #toObjectPart(key: string, { modified, size, storageClass }: ObjectPart): KeyPart {
    return { modified, backlinks: this.#backlinks.of(key).size, object: { size, storageClass } };
  }

  #toLinkPart(key: string): KeyPart {
    const entry = this.#entries.links.get(key)!;
    const link = this.#judgementOf(entry);
    this.#judgements.set(key, link);
    return { modified: Date.parse(entry.lastModified), backlinks: this.#backlinks.of(key).size, link };
  }

  #toState(entry: LinkEntry): LinkState {
    const { key, target, lastModified } = entry;
    return { key, target, ...this.#judgementOf(entry), lastModified };
  }

  #judgementOf(entry: LinkEntry): Judgement {
    return this.#judgements.get(entry.key) ?? judgeLink(entry, this.#judged);
  }
}
