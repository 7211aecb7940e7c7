import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { Blobs } from './blobs.ts';
import { Buckets } from './buckets.ts';
import { CommitGroup } from './commit-group.ts';
import { Entries } from './entries.ts';
import { lockFolder } from './folder-lock.ts';
import { openIndexFile } from './index-file.ts';
import { Listing } from './listing.ts';
import { Uploads } from './uploads.ts';

/** The tables as one connection sees them. */
export interface StoreView {
  buckets: Buckets;
  entries: Entries;
  listing: Listing;
  uploads: Uploads;
  blobs: Blobs;
  /** Keeps a remark with the data, such as "seeded". Call inside a write. */
  setFact(name: string, value: string): void;
}

/**
 * Buckets, objects and links on disk: an SQLite index with the small bodies, and files for the large.
 * Writes share one connection and are grouped into commits; reads go through a second connection,
 * which sees committed data only, so no answer can show what a crash would take back.
 */
export interface Store {
  readonly read: StoreView;
  /** Runs a write; resolves when it is on disk. */
  write<T>(work: (view: StoreView) => T): Promise<T>;
  /** Runs a write and returns when it is on disk. For bulk loading. */
  writeNow<T>(work: (view: StoreView) => T): T;
  /** Where bodies are received before they are adopted. */
  readonly incomingFolder: string;
  fact(name: string): string | undefined;
  /** Whether any bucket exists. */
  isEmpty(): boolean;
  close(): void;
}

/**
 * Opens the store of a folder, made when absent. Without a folder it lives in a temporary one that is
 * removed on close and does not wait for the disk.
 * @throws FolderLockedError when another process has it; DataFolderError when it is damaged or newer.
 */
export function openStore(dataDir: string | undefined): Store {
  const folder = dataDir === undefined ? mkdtempSync(join(tmpdir(), 'signpost-oss-')) : resolve(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    return openLocked(folder, { temporary: dataDir === undefined, release: () => lock.release() });
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openLocked(folder: string, options: { temporary: boolean; release: () => void }): Store {
  const incomingFolder = join(folder, 'incoming');
  // Whatever lies there was never acknowledged.
  rmSync(incomingFolder, { recursive: true, force: true });
  mkdirSync(incomingFolder);
  const path = join(folder, 'index.sqlite');
  const writer = openIndexFile(path);
  if (options.temporary) writer.exec('PRAGMA synchronous = OFF');
  const reader = new DatabaseSync(path, { readOnly: true });
  reader.exec('PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456');

  const blobFolder = join(folder, 'blobs');
  const writing = viewOf(writer, blobFolder);
  const reading = viewOf(reader, blobFolder);
  const commits = new CommitGroup(writer, () => {
    // Only now does the reading side see the change.
    if (writing.buckets.changed) {
      reading.buckets.forget();
      writing.buckets.forget();
    }
    writing.blobs.collectGarbage();
  });
  const fact = writer.prepare('SELECT value FROM facts WHERE name = ?');
  return {
    read: { ...reading, blobs: writing.blobs },
    incomingFolder,
    write: (work) => commits.write(() => work(writing)),
    writeNow: (work) => commits.writeNow(() => work(writing)),
    fact: (name) => (fact.get(name) as { value: string } | undefined)?.value,
    isEmpty: () => writing.buckets.all().length === 0,
    close() {
      commits.flush();
      reader.close();
      if (!options.temporary) writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      writer.close();
      options.release();
      if (options.temporary) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function viewOf(database: DatabaseSync, blobFolder: string): StoreView {
  const blobs = new Blobs(database, blobFolder);
  const setFact = database.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)');
  return {
    buckets: new Buckets(database),
    entries: new Entries(database, blobs),
    listing: new Listing(database),
    uploads: new Uploads(database, blobs),
    blobs,
    setFact(name, value) {
      setFact.run(name, value);
    },
  };
}
