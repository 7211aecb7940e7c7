import type { IndexEntry } from '@signpost/link-model/index';

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

export interface ScanProgress {
  /** In key order, each behind the one before it. */
  parts: ScanPart[];
  /** Calls to OSS so far. */
  calls: number;
  /** More keys than a scan holds: what is behind the last part is not read. */
  bound?: boolean | undefined;
}

/** What was found in a range of keys: behind `after`, up to and with `upTo`; to the end of the bucket without that. */
export interface ScannedPage {
  after: string;
  upTo?: string | undefined;
  /** In key order. */
  entries: readonly IndexEntry[];
}

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
  progress: ScanProgress;
}

/**
 * Scans of one connection's buckets, kept so that they outlive a console. Whoever holds a scan makes it; it is free once
 * its holder was not heard of for a minute. Methods throw ProblemError `database-unavailable` while the database is away.
 */
export interface ScanStore {
  /**
   * Begins a scan, goes on with one that is paused, or leaves the one that runs as it is.
   * @param options `keepsPaused`: one that is paused stays so, since nobody asks for it now
   */
  begin(bucket: string, options: { headers: boolean; keepsPaused?: boolean }): Promise<void>;
  get(bucket: string): Promise<StoredScan | undefined>;
  /** Takes scans that nobody holds, and renews those that this console holds. @returns all that it holds now */
  claim(): Promise<StoredScan[]>;
  /**
   * Puts a page into the index of the bucket, as `IndexStore.replace` does, along with the progress that counts it.
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

export const emptyProgress: ScanProgress = {
  parts: [{ after: '', keys: 0, pages: 0, done: false }],
  calls: 0,
};
