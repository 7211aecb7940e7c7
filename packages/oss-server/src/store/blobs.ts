import { closeSync, createReadStream, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import type { IncomingBody } from './incoming-body.ts';
import { repeatPattern } from './pattern.ts';

/** A run of bytes of an object: one blob, whole. Objects made of parts have several. */
export interface Segment {
  blob: number;
  size: number;
}

interface BlobRow {
  kind: 'inline' | 'file' | 'pattern';
  data: Uint8Array | null;
  refs: number;
}

/**
 * The bytes of objects. A blob never changes once written; versions and copies share it and count
 * their references. Large blobs are files named by their id: moved into place inside the transaction
 * that records them, so that a crash in between leaves a file whose id will be used, and its content
 * replaced, by the next blob.
 */
export class Blobs {
  readonly #database: DatabaseSync;
  readonly #folder: string;
  readonly #statements;
  /** Blobs being read: their files stay until the last reader is done. */
  readonly #pinned = new Map<number, number>();
  /** True at first: the last process may have left some. */
  #garbage = true;

  constructor(database: DatabaseSync, folder: string) {
    this.#database = database;
    this.#folder = folder;
    this.#statements = {
      insert: database.prepare('INSERT INTO blobs (refs, size, kind, data) VALUES (1, ?, ?, ?)'),
      get: database.prepare('SELECT kind, data, refs FROM blobs WHERE id = ?'),
      addRef: database.prepare('UPDATE blobs SET refs = refs + ? WHERE id = ?'),
      remove: database.prepare('DELETE FROM blobs WHERE id = ?'),
      discard: database.prepare('INSERT OR IGNORE INTO garbage (id) VALUES (?)'),
      garbage: database.prepare('SELECT id FROM garbage LIMIT 1000'),
      collected: database.prepare('DELETE FROM garbage WHERE id = ?'),
    };
  }

  /** Adopts a received body. Call inside a write. */
  adopt(body: IncomingBody): Segment[] {
    if (body.size === 0) return [];
    if (body.source.kind === 'inline') return [this.#insert(body.size, 'inline', body.source.data)];
    const segment = this.#insert(body.size, 'file', null);
    const path = this.#path(segment.blob);
    const made = mkdirSync(dirname(path), { recursive: true });
    if (made !== undefined) {
      // A file is only as durable as the folders above it.
      syncFolder(dirname(this.#folder));
      syncFolder(this.#folder);
    }
    renameSync(body.source.path, path);
    syncFolder(dirname(path));
    return [segment];
  }

  /** Adds a sparse blob of `size` bytes. Call inside a write. */
  adoptPattern(pattern: Uint8Array, size: number): Segment[] {
    return size === 0 ? [] : [this.#insert(size, 'pattern', pattern)];
  }

  /** Counts one more user of these segments. Call inside a write. */
  share(segments: readonly Segment[]): void {
    for (const { blob } of segments) this.#statements.addRef.run(1, blob);
  }

  /** Counts one user less; the last one out removes the bytes. Call inside a write. */
  drop(segments: readonly Segment[]): void {
    for (const { blob } of segments) {
      const row = this.#row(blob);
      if (row === undefined) continue;
      if (row.refs > 1) {
        this.#statements.addRef.run(-1, blob);
        continue;
      }
      this.#statements.remove.run(blob);
      if (row.kind !== 'file') continue;
      this.#statements.discard.run(blob);
      this.#garbage = true;
    }
  }

  /** Removes files nobody refers to any more. Call after a commit; what fails is left for the next one. */
  collectGarbage(): void {
    if (!this.#garbage) return;
    try {
      this.#collect();
    } catch {
      // A full disk takes no transaction, and the write before this one is done all the same.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
    }
  }

  #collect(): void {
    const rows = this.#statements.garbage.all() as { id: number }[];
    const free = rows.filter(({ id }) => !this.#pinned.has(id));
    for (const { id } of free) rmSync(this.#path(id), { force: true });
    this.#database.exec('BEGIN IMMEDIATE');
    for (const { id } of free) this.#statements.collected.run(id);
    this.#database.exec('COMMIT');
    this.#garbage = rows.length > 0;
  }

  /** The bytes as one buffer when they are small and stored inline; undefined otherwise. */
  readInline(segments: readonly Segment[]): Uint8Array | undefined {
    if (segments.length === 0) return new Uint8Array(0);
    if (segments.length > 1) return undefined;
    const row = this.#row(segments[0]!.blob);
    return row?.kind === 'inline' ? row.data! : undefined;
  }

  /** The bytes from `start` to `end` (exclusive), in chunks. */
  async *read(segments: readonly Segment[], start: number, end: number): AsyncGenerator<Uint8Array> {
    for (const { blob } of segments) this.#pin(blob, 1);
    try {
      let offset = 0;
      for (const { blob, size } of segments) {
        const from = Math.max(0, start - offset);
        const to = Math.min(size, end - offset);
        if (from < to) yield* this.#readBlob(blob, from, to);
        offset += size;
      }
    } finally {
      for (const { blob } of segments) this.#pin(blob, -1);
    }
  }

  async *#readBlob(id: number, from: number, to: number): AsyncGenerator<Uint8Array> {
    const row = this.#row(id);
    if (row?.kind === 'inline') yield row.data!.subarray(from, to);
    else if (row?.kind === 'pattern') yield* repeatPattern(row.data!, from, to);
    // No row: dropped while being read. Only files outlive their row, for as long as they are pinned.
    else yield* createReadStream(this.#path(id), { start: from, end: to - 1, highWaterMark: 256 * 1024 });
  }

  #pin(id: number, change: number): void {
    const count = (this.#pinned.get(id) ?? 0) + change;
    if (count > 0) this.#pinned.set(id, count);
    else this.#pinned.delete(id);
  }

  #row(id: number): BlobRow | undefined {
    return this.#statements.get.get(id) as BlobRow | undefined;
  }

  #insert(size: number, kind: BlobRow['kind'], data: Uint8Array | null): Segment {
    const { lastInsertRowid } = this.#statements.insert.run(size, kind, data);
    const blob = Number(lastInsertRowid);
    return { blob, size };
  }

  #path(id: number): string {
    const name = id.toString(16).padStart(12, '0');
    return join(this.#folder, name.slice(-2), name);
  }
}

/** Makes a rename durable. */
function syncFolder(folder: string): void {
  // Windows opens no folders, and keeps its own journal of them.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
