import type { DatabaseSync } from 'node:sqlite';

import type { Blobs } from './blobs.ts';
import type { Bucket } from './buckets.ts';
import { emptyDetails } from './entry.ts';
import type { Entry, EntryDetails, EntryDraft, EntryType } from './entry.ts';
import { createVersionId, NULL_VERSION } from './version-id.ts';

interface EntryRow {
  id: number;
  bucket: number;
  key: string;
  version: string;
  latest: number;
  type: EntryType;
  size: number;
  etag: string;
  modified: number;
  storage_class: string;
  acl: string;
  owner: string;
  target: string | null;
  target_header: string | null;
  details: string;
}

/** What a delete did, as its answer tells it. */
export interface Deleted {
  /** The version removed, or the delete marker made. */
  version: string | undefined;
  /** True when a marker was made, or the removed version was one. */
  marker: boolean;
}

/** The versions of keys: looking up, and the rules by which writes make history. */
export class Entries {
  readonly #blobs: Blobs;
  readonly #statements;

  constructor(database: DatabaseSync, blobs: Blobs) {
    this.#blobs = blobs;
    this.#statements = {
      newest: database.prepare('SELECT * FROM entries WHERE bucket = ? AND key = ? ORDER BY id DESC LIMIT 1'),
      version: database.prepare('SELECT * FROM entries WHERE bucket = ? AND key = ? AND version = ?'),
      demote: database.prepare('UPDATE entries SET latest = 0 WHERE id = ?'),
      promote: database.prepare('UPDATE entries SET latest = 1 WHERE id = ?'),
      remove: database.prepare('DELETE FROM entries WHERE id = ?'),
      update: database.prepare(
        'UPDATE entries SET size = ?, etag = ?, modified = ?, storage_class = ?, acl = ?, type = ?, details = ? WHERE id = ?',
      ),
      insert: database.prepare(
        `INSERT INTO entries (bucket, key, version, latest, type, size, etag, modified, storage_class,
           acl, owner, target, target_header, details) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      allCurrent: database.prepare(
        "SELECT * FROM entries INDEXED BY current WHERE bucket = ? AND latest = 1 AND type <> 'Marker' ORDER BY key",
      ),
      keys: database.prepare(
        'SELECT DISTINCT key FROM entries WHERE bucket = ? AND key >= ? ORDER BY key LIMIT 500',
      ),
      history: database.prepare('SELECT * FROM entries WHERE bucket = ? AND key = ? ORDER BY id DESC'),
      any: database.prepare('SELECT 1 FROM entries WHERE bucket = ? LIMIT 1'),
    };
  }

  /** The newest version of a key, which may be a delete marker. */
  newest(bucket: Bucket, key: string): Entry | undefined {
    return toEntry(this.#statements.newest.get(bucket.id, key));
  }

  /** The newest version of a key unless it is a delete marker: what an ordinary read sees. */
  current(bucket: Bucket, key: string): Entry | undefined {
    const entry = this.newest(bucket, key);
    return entry?.type === 'Marker' ? undefined : entry;
  }

  version(bucket: Bucket, key: string, version: string): Entry | undefined {
    return toEntry(this.#statements.version.get(bucket.id, key, version));
  }

  /** What an ordinary listing of the whole bucket shows, with details. */
  *allCurrent(bucket: Bucket): Generator<Entry> {
    for (const row of this.#statements.allCurrent.iterate(bucket.id)) yield toEntry(row)!;
  }

  /** All versions of each key with a prefix, newest first, one key at a time. */
  *histories(bucket: Bucket, prefix: string): Generator<Entry[]> {
    let from: string | undefined = prefix;
    while (from !== undefined) {
      // A batch is read in full before it is handed out: the caller changes the rows it is shown.
      const keys = this.#statements.keys.all(bucket.id, from) as { key: string }[];
      for (const { key } of keys) {
        if (!key.startsWith(prefix)) return;
        yield this.#statements.history.all(bucket.id, key).map((row) => toEntry(row)!);
      }
      const last = keys.at(-1);
      from = last === undefined ? undefined : `${last.key}\0`;
    }
  }

  /** Whether the bucket holds anything: an object, an old version or a delete marker. */
  hasAny(bucket: Bucket): boolean {
    return this.#statements.any.get(bucket.id) !== undefined;
  }

  /** Writes a new newest version by the bucket's versioning state. Call inside a write. */
  put(bucket: Bucket, key: string, draft: EntryDraft): { id: number; version: string } {
    return this.putOver(bucket, key, { newest: this.newest(bucket, key), draft });
  }

  /** As {@link put}, where the caller has just looked up the newest version. */
  putOver(
    bucket: Bucket,
    key: string,
    change: { newest: Entry | undefined; draft: EntryDraft },
  ): { id: number; version: string } {
    const { newest, draft } = change;
    const version = bucket.versioning === 'Enabled' ? createVersionId() : NULL_VERSION;
    const replaced = version === NULL_VERSION ? this.#nullVersion(bucket, key, newest) : undefined;
    if (replaced !== undefined) this.#erase(replaced);
    if (newest !== undefined && newest.id !== replaced?.id) this.#statements.demote.run(newest.id);
    const { lastInsertRowid } = this.#statements.insert.run(
      bucket.id,
      key,
      version,
      draft.type,
      draft.size,
      draft.etag,
      draft.modified,
      draft.storageClass,
      draft.acl,
      draft.owner,
      draft.target ?? null,
      draft.targetHeader ?? null,
      JSON.stringify(draft.details),
    );
    return { id: Number(lastInsertRowid), version };
  }

  /** Deletes without a version: removes the object, or puts a delete marker on top. Call inside a write. */
  delete(bucket: Bucket, key: string, by: { owner: string; now: number }): Deleted {
    if (bucket.versioning === undefined) {
      const entry = this.newest(bucket, key);
      if (entry !== undefined) this.#erase(entry);
      return { version: undefined, marker: false };
    }
    const { version } = this.put(bucket, key, {
      type: 'Marker',
      size: 0,
      etag: '',
      modified: by.now,
      storageClass: bucket.storageClass,
      acl: 'default',
      owner: by.owner,
      details: emptyDetails(),
    });
    return { version, marker: true };
  }

  /** Removes one version for good; the next older one becomes the newest. Call inside a write. */
  deleteVersion(bucket: Bucket, key: string, version: string): Deleted {
    const entry = this.version(bucket, key, version);
    if (entry === undefined) return { version, marker: false };
    this.#erase(entry);
    if (entry.latest) {
      const next = this.newest(bucket, key);
      if (next !== undefined) this.#statements.promote.run(next.id);
    }
    return { version, marker: entry.type === 'Marker' };
  }

  /** Changes a version in place: ACL, tags, restore state, appended bytes. Call inside a write. */
  update(entry: Entry, change: Partial<EntryDraft>): void {
    const next = { ...entry, ...change };
    this.#statements.update.run(
      next.size,
      next.etag,
      next.modified,
      next.storageClass,
      next.acl,
      next.type,
      JSON.stringify(next.details),
      entry.id,
    );
  }

  #nullVersion(bucket: Bucket, key: string, newest: Entry | undefined): Entry | undefined {
    if (newest === undefined || newest.version === NULL_VERSION) return newest;
    return this.version(bucket, key, NULL_VERSION);
  }

  #erase(entry: Entry): void {
    this.#statements.remove.run(entry.id);
    this.#blobs.drop(entry.details.segments);
  }
}

function toEntry(found: unknown): Entry | undefined {
  if (found === undefined) return undefined;
  const row = found as EntryRow;
  return {
    id: row.id,
    bucket: row.bucket,
    key: row.key,
    version: row.version,
    latest: row.latest === 1,
    type: row.type,
    size: row.size,
    etag: row.etag,
    modified: row.modified,
    storageClass: row.storage_class,
    acl: row.acl,
    owner: row.owner,
    ...(row.target !== null && { target: row.target }),
    ...(row.target_header !== null && { targetHeader: row.target_header }),
    details: JSON.parse(row.details) as EntryDetails,
  };
}
