import type { Coverage } from '@signpost/api-contract';
import type {
  IndexEntry,
  LastSeen,
  LinkEntry,
  LinkIndexFacts,
  ObjectBlock,
  ObjectRange,
} from '@signpost/link-model/index';

/** How the last scan of a bucket ended, and what holds for the whole of its index. */
export interface KeptScan extends LinkIndexFacts {
  coverage: Coverage;
  /** When it began, by the clock of the store: what it found was there later. Absent in those of earlier versions. */
  since?: string | undefined;
}

/** What was found at a key; no entry where nothing is stored any more. */
export interface Seen {
  key: string;
  entry?: IndexEntry | undefined;
  /** Where nothing is stored any more, and a link leads there: what was. */
  lastSeen?: LastSeen | undefined;
  /** Something about the key is known newly, but nobody looked at the key itself. */
  derived?: boolean;
}

/** A key that links lead to and at which nothing is stored any more, with what was. */
export interface MissingTarget {
  key: string;
  lastSeen: LastSeen;
}

/** What is kept of a bucket, read a page at a time. */
export interface IndexReads {
  /** Entries that are kept one by one, behind a key, in key order: links, and objects that somebody looked at. */
  entries(bucket: string, page: { after: string; limit: number }): Promise<IndexEntry[]>;
  /**
   * Objects that scans found, packed, in key order, from the range on that begins behind `after`; absent, from the first on.
   * What else is told of one of their keys was seen later, an absent key included.
   */
  objects(bucket: string, page: { after?: string | undefined; limit: number }): Promise<ObjectRange[]>;
  /** Missing targets behind a key, in key order; none at whose key something is stored again. */
  missingTargets(bucket: string, page: { after: string; limit: number }): Promise<MissingTarget[]>;
  /** Keys behind a key at which somebody found nothing since the last scan that read them, in key order. */
  absentKeys(bucket: string, page: { after: string; limit: number }): Promise<{ key: string }[]>;
}

/**
 * The indexes of one connection's buckets, kept over restarts and for every console on the database. Once a scan of a
 * bucket is kept, what takes the place of an earlier state and is explained by no change of ours is noted along with it
 * (`OutsideChanges`). Methods throw ProblemError `database-unavailable` while the database is away.
 */
export interface IndexStore extends IndexReads {
  /** Of every bucket of which a scan is kept. */
  scans(): Promise<KeptScan[]>;
  /** All that `read` reads is of one moment, whatever is written meanwhile. */
  atOneMoment<T>(read: (reads: IndexReads) => Promise<T>): Promise<T>;
  /**
   * Puts what a scan found in a range of keys, in key order, in place of what was there. What somebody else saw since the
   * scan began, by the clock of the store, stays, and so does what was derived of a link that is the same as before. What
   * is known of an object that is gone is kept among the missing targets until the scan ends: only then is it known
   * whether a link leads there.
   * @param range behind `after`, up to and with `upTo`; to the end of the bucket where that is absent
   * @param found of `objects`, those in the range count
   */
  replace(
    bucket: string,
    range: { after: string; upTo?: string | undefined },
    found: { links: readonly LinkEntry[]; objects: ObjectBlock; since: string },
  ): Promise<void>;
  /**
   * Puts what a source found that knows no ranges: in no particular order, and nothing is said of keys in between. All of
   * it counts as seen at `since`, also where the rows are as they were; what was seen later stays.
   */
  merge(bucket: string, found: { entries: readonly IndexEntry[]; since: string }): Promise<void>;
  /** Drops what nobody has seen since then: a source that names every key did not name it. Targets as `replace` does. */
  dropUnseen(bucket: string, since: string): Promise<void>;
  /** Links behind a key that nobody has seen since then, in key order. */
  unseenLinks(bucket: string, page: { since: string; after: string; limit: number }): Promise<IndexEntry[]>;
  /** Records what was seen at single keys; an older state of a key does not take the place of a newer one. */
  record(bucket: string, seen: readonly Seen[]): Promise<void>;
  /**
   * Keeps how a scan ended, once its entries are. Where it came to a key only, nothing stays of those behind it that was
   * seen before the scan: they may still be there.
   * @param missing all targets at which nothing is stored; others that were kept before the scan began are dropped.
   *   Nothing is dropped where it is absent.
   */
  keep(scan: KeptScan, missing?: readonly MissingTarget[]): Promise<void>;
  /** Removes all of a bucket that is gone. */
  forget(bucket: string): Promise<void>;
}
