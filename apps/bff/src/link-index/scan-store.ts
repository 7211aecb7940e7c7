import type { Actor } from '../auth/permit.ts';
import type { IndexEntry, LinkEntry, ObjectBlock } from '@signpost/link-model/index';

/** A range of keys: behind `after`, up to and with `upTo`; to the end of the bucket where that is absent. */
export interface ScanPart {
  after: string;
  upTo?: string | undefined;
  /** The key up to which it is read; absent before its first page. */
  at?: string | undefined;
  keys: number;
  pages: number;
  done: boolean;
}

/**
 * What feeds a scan instead of the list of all keys, and how far that is read. An inventory: `checked` of its files have
 * the checksum that the manifest tells, those before `file` are taken in, and of that one the first `rows` rows.
 */
export type SourceProgress =
  | {
      kind: 'inventory';
      id: string;
      /** Where its files are. */
      bucket: string;
      manifest: string;
      /** When OSS began to write it down, ISO 8601: its rows are as of then. */
      createdAt: string;
      checked: number;
      file: number;
      rows: number;
    }
  | { kind: 'meta-query'; token?: string | undefined };

export interface ScanProgress {
  /** In key order, each behind the one before it. */
  parts: ScanPart[];
  /** Calls to OSS so far. */
  calls: number;
  /** More keys than a scan holds: what is behind the last part is not read. */
  bound?: boolean | undefined;
  /** Absent: the list of all keys. Otherwise there is one part, which counts the keys. */
  source?: SourceProgress | undefined;
}

/** What was found in a range of keys: behind `after`, up to and with `upTo`; to the end of the bucket without that. */
export interface ScannedRange {
  after: string;
  upTo?: string | undefined;
  /** In key order. */
  links: readonly LinkEntry[];
  /** Those in the range count. */
  objects: ObjectBlock;
}

/** What a step of a scan found. Of a source that is no list: some keys, in any order. */
export type ScannedPage = ScannedRange | { entries: readonly IndexEntry[] };

/** `finishing`: all is read, and what follows from it is derived. */
export type ScanState = 'running' | 'paused' | 'finishing' | 'cancelled' | 'ended';

/** The scan of a bucket as it is kept. A bucket has one at most: a new one takes the place of one that is over. */
export interface StoredScan {
  id: string;
  bucket: string;
  state: ScanState;
  /** When it began, by the clock of the store. What is recorded later, it may not have seen. */
  since: string;
  comparesHeaders: boolean;
  /** Whose right it goes on with; absent where nobody asked for it. */
  askedBy?: Actor | undefined;
  progress: ScanProgress;
}

export interface ScanStart {
  headers: boolean;
  keepsPaused?: boolean;
  source?: SourceProgress | undefined;
  /** Who asks; a scan that is under way goes on with his right from then on. */
  askedBy?: Actor | undefined;
}

/** The moment of what a scan finds: what was seen later is newer. */
export const asOf = ({ since, progress: { source } }: Pick<StoredScan, 'since' | 'progress'>): string =>
  source?.kind === 'inventory' ? source.createdAt : since;

/**
 * Scans of one connection's buckets, kept so that they outlive a console. Whoever holds a scan makes it; it is free once
 * its holder was not heard of for a minute. Methods throw ProblemError `database-unavailable` while the database is away.
 */
export interface ScanStore {
  /**
   * Begins a scan, goes on with one that is paused, or leaves the one that runs as it is.
   * @param options `keepsPaused`: one that is paused stays so, since nobody asks for it now; `source`: what feeds it where
   *   it is begun now
   */
  begin(bucket: string, options: ScanStart): Promise<void>;
  get(bucket: string): Promise<StoredScan | undefined>;
  /** Takes scans that nobody holds, and renews those that this console holds. @returns all that it holds now */
  claim(): Promise<StoredScan[]>;
  /**
   * Puts a page into the index of the bucket, as `IndexStore.replace` does, or `merge` where the source is no list, along
   * with the progress that counts it.
   * @returns false: the scan is not for this console to go on with, and nothing was kept
   */
  checkpoint(scan: StoredScan, page: ScannedPage, progress: ScanProgress): Promise<boolean>;
  /** From now on it is neither paused nor cancelled. @returns false as `checkpoint` does */
  beginFinish(scan: StoredScan): Promise<boolean>;
  /** Where no scan of the bucket was ever kept, nothing of what it found stays: nobody knows how far that goes. */
  end(scan: StoredScan): Promise<void>;
  /** Gives back what this console holds, for another one to go on with at once. */
  release(): Promise<void>;
  /** @returns false where the scan is in no state in which this can be done */
  control(bucket: string, what: 'pause' | 'resume' | 'cancel'): Promise<boolean>;
}

export const emptyProgress = (source?: SourceProgress): ScanProgress => ({
  parts: [{ after: '', keys: 0, pages: 0, done: false }],
  calls: 0,
  ...(source === undefined ? {} : { source }),
});
