import type { IndexEntry } from '@signpost/link-model/index';
import { waitForDatabase } from '../problems/wait-for-database.ts';
import type { IndexStore, KeptScan, MissingTarget, Seen } from './index-store.ts';

/** What follows from all that a scan found. */
export interface ScanFindings {
  /** Links of which something else is known than their rows say. */
  derived: readonly IndexEntry[];
  /** Targets at which nothing is stored any more, with what was. */
  missing: readonly MissingTarget[];
}

/** Writes what an index learns to its store, soon after it is shown: nobody who reads a key waits for the database. */
export interface IndexSaver {
  /** Something else is stored at a key than was known. */
  saw(bucket: string, seen: Seen): void;
  /** Keeps what a scan derived of links, and the end of the scan after it. @throws while the database is away */
  scanned(scan: KeptScan, found: ScanFindings): Promise<void>;
  /** The bucket is gone: nothing of it is kept. */
  forget(bucket: string): void;
  /** Keeps what is still to be kept. @returns false where the database did not take all of it */
  flush(): Promise<boolean>;
}

interface SaverOptions {
  store: IndexStore;
  /** Told when something could not be kept; it is tried again with the next that comes. */
  onNotKept: (error: unknown) => void;
  /** Until it aborts, the index of a scan waits for a database that is away. */
  signal: AbortSignal;
}

const batchSize = 1000;
const delayMs = 200;

interface BucketWork {
  /** What is done, one after another: a change must not be overtaken by the scan before it. */
  done: Promise<void>;
  unsaved: Map<string, Seen>;
  timer?: NodeJS.Timeout | undefined;
}

export function createIndexSaver({ store, onNotKept, signal }: SaverOptions): IndexSaver {
  const patientStore = waitForDatabase(store, signal);
  const works = new Map<string, BucketWork>();
  const workOn = (bucket: string): BucketWork => {
    const found = works.get(bucket) ?? { done: Promise.resolve(), unsaved: new Map<string, Seen>() };
    works.set(bucket, found);
    return found;
  };

  async function saveUnsaved(bucket: string, work: BucketWork): Promise<void> {
    clearTimeout(work.timer);
    work.timer = undefined;
    const seen = [...work.unsaved.values()];
    work.unsaved.clear();
    for (let at = 0; at < seen.length; at += batchSize) {
      const batch = seen.slice(at, at + batchSize);
      try {
        await store.record(bucket, batch);
      } catch (error) {
        onNotKept(error);
        // What was seen since is newer.
        for (const one of seen.slice(at)) if (!work.unsaved.has(one.key)) work.unsaved.set(one.key, one);
        return;
      }
    }
  }

  return {
    saw(bucket, seen) {
      const work = workOn(bucket);
      const { derived, ...whole } = seen;
      // What was looked at stays looked at, whatever was derived of it since.
      const wasSeen = work.unsaved.has(seen.key) && work.unsaved.get(seen.key)?.derived !== true;
      work.unsaved.set(seen.key, derived === true && !wasSeen ? seen : whole);
      work.timer ??= setTimeout(() => {
        work.done = work.done.then(() => saveUnsaved(bucket, work));
      }, delayMs).unref();
    },
    async scanned(scan, found) {
      const work = workOn(scan.coverage.bucket);
      const saved = work.done.then(() => saveEnd(patientStore, scan, found));
      work.done = saved.catch(() => undefined);
      await saved;
    },
    forget(bucket) {
      const work = workOn(bucket);
      work.unsaved.clear();
      work.done = work.done.then(() => store.forget(bucket)).catch(onNotKept);
    },
    async flush() {
      for (const [bucket, work] of works) {
        work.done = work.done.then(() => saveUnsaved(bucket, work));
        await work.done;
      }
      return works.values().every(({ unsaved }) => unsaved.size === 0);
    },
  };
}

async function saveEnd(store: IndexStore, scan: KeptScan, { derived, missing }: ScanFindings): Promise<void> {
  const { bucket } = scan.coverage;
  for (let at = 0; at < derived.length; at += batchSize) {
    const batch = derived.slice(at, at + batchSize);
    await store.record(
      bucket,
      batch.map((entry) => ({ key: entry.key, entry, derived: true })),
    );
  }
  await store.keep(scan, missing);
}
