import { compareKeys } from '@signpost/oss-protocol/rules';
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

import type { Blobs, Segment } from './blobs.ts';
import type { Bucket } from './buckets.ts';
import type { EntryDetails } from './entry.ts';

/** A multipart upload under way. */
export interface Upload {
  id: string;
  key: string;
  /** Milliseconds since the epoch. */
  initiated: number;
  owner: string;
  storageClass: string;
  acl: string;
  details: Pick<EntryDetails, 'headers' | 'metadata' | 'tags'>;
  /** Parts are taken in order only, and the whole gets an MD5. */
  sequential: boolean;
}

/** One part of an upload. */
export interface Part {
  number: number;
  size: number;
  /** MD5 of the part, upper-case hexadecimal. */
  etag: string;
  crc64: string;
  modified: number;
  segments: Segment[];
}

/** Uploads in parts and what has arrived of them. Everything that changes must run inside a write. */
export class Uploads {
  readonly #blobs: Blobs;
  readonly #statements;

  constructor(database: DatabaseSync, blobs: Blobs) {
    this.#blobs = blobs;
    this.#statements = {
      insert: database.prepare(
        'INSERT INTO uploads (id, bucket, key, initiated, owner, storage_class, acl, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      find: database.prepare('SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?'),
      list: database.prepare('SELECT * FROM uploads WHERE bucket = ? AND key >= ? ORDER BY key, id'),
      count: database.prepare('SELECT count(*) AS n FROM uploads WHERE bucket = ?'),
      remove: database.prepare('DELETE FROM uploads WHERE id = ?'),
      parts: database.prepare('SELECT * FROM parts WHERE upload = ? AND number > ? ORDER BY number'),
      part: database.prepare('SELECT * FROM parts WHERE upload = ? AND number = ?'),
      putPart: database.prepare(
        'INSERT OR REPLACE INTO parts (upload, number, size, etag, crc64, modified, segments) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ),
      partTotals: database.prepare(
        'SELECT count(*) AS count, ifnull(sum(size), 0) AS size FROM parts JOIN uploads ON parts.upload = uploads.id WHERE bucket = ?',
      ),
      removeParts: database.prepare('DELETE FROM parts WHERE upload = ?'),
    };
  }

  create(bucket: Bucket, upload: Omit<Upload, 'id'>): string {
    const id = randomUUID().replaceAll('-', '').toUpperCase();
    this.#statements.insert.run(
      id,
      bucket.id,
      upload.key,
      upload.initiated,
      upload.owner,
      upload.storageClass,
      upload.acl,
      JSON.stringify({ ...upload.details, sequential: upload.sequential }),
    );
    return id;
  }

  find(bucket: Bucket, key: string, id: string): Upload | undefined {
    return toUpload(this.#statements.find.get(id, bucket.id, key));
  }

  /** Uploads of keys with a prefix behind a marker, by key and then id. */
  *list(bucket: Bucket, from: { prefix: string; keyMarker: string; idMarker: string }): Generator<Upload> {
    const start = compareKeys(from.keyMarker, from.prefix) > 0 ? from.keyMarker : from.prefix;
    for (const row of this.#statements.list.iterate(bucket.id, start)) {
      const upload = toUpload(row)!;
      if (!upload.key.startsWith(from.prefix)) return;
      const shown = upload.key === from.keyMarker && (from.idMarker === '' || upload.id <= from.idMarker);
      if (!shown) yield upload;
    }
  }

  count(bucket: Bucket): number {
    return (this.#statements.count.get(bucket.id) as { n: number }).n;
  }

  parts(upload: Upload, after = 0): Part[] {
    return this.#statements.parts.all(upload.id, after).map((row) => toPart(row)!);
  }

  /** Number and bytes of the parts of all uploads of a bucket. */
  partTotals(bucket: Bucket): { count: number; size: number } {
    return this.#statements.partTotals.get(bucket.id) as { count: number; size: number };
  }

  /** Adds a part; one with the same number is replaced. */
  putPart(upload: Upload, part: Part): void {
    const replaced = toPart(this.#statements.part.get(upload.id, part.number));
    if (replaced !== undefined) this.#blobs.drop(replaced.segments);
    const { number, size, etag, crc64, modified } = part;
    this.#statements.putPart.run(
      upload.id,
      number,
      size,
      etag,
      crc64,
      modified,
      JSON.stringify(part.segments),
    );
  }

  /** Ends an upload; the bytes of parts not in `kept` are dropped. */
  end(upload: Upload, kept: ReadonlySet<number> = new Set()): void {
    for (const part of this.parts(upload)) if (!kept.has(part.number)) this.#blobs.drop(part.segments);
    this.#statements.removeParts.run(upload.id);
    this.#statements.remove.run(upload.id);
  }
}

interface UploadRow extends Omit<Upload, 'details' | 'storageClass' | 'sequential'> {
  storage_class: string;
  details: string;
}

function toUpload(found: unknown): Upload | undefined {
  if (found === undefined) return undefined;
  const { storage_class: storageClass, details: text, id, key, initiated, owner, acl } = found as UploadRow;
  const { sequential, ...details } = JSON.parse(text) as Upload['details'] & { sequential?: boolean };
  return { id, key, initiated, owner, acl, storageClass, details, sequential: sequential === true };
}

function toPart(found: unknown): Part | undefined {
  if (found === undefined) return undefined;
  const { segments, number, size, etag, crc64, modified } = found as Omit<Part, 'segments'> & {
    segments: string;
  };
  return { number, size, etag, crc64, modified, segments: JSON.parse(segments) as Segment[] };
}
