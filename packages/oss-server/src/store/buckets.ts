import type { DatabaseSync } from 'node:sqlite';

export interface Bucket {
  id: number;
  name: string;
  /** Account id. */
  owner: string;
  region: string;
  /** Milliseconds since the epoch. */
  created: number;
  storageClass: string;
  redundancy: 'LRS' | 'ZRS';
  acl: string;
  /** Absent when versioning was never set. */
  versioning: 'Enabled' | 'Suspended' | undefined;
  hierarchical: boolean;
  requesterPays: boolean;
}

/**
 * Buckets and the documents set on them (lifecycle, policy, tagging and their like). Every request
 * asks for them and hardly one changes them, so what is committed is remembered: while `changed`,
 * the tables themselves answer.
 */
export class Buckets {
  readonly #statements;
  readonly #known = new Map<string, Bucket>();
  readonly #documents = new Map<string, string | undefined>();
  /** Whether a row was changed since the last commit. */
  changed = false;

  constructor(database: DatabaseSync) {
    this.#statements = {
      find: database.prepare('SELECT * FROM buckets WHERE name = ?'),
      list: database.prepare(
        'SELECT * FROM buckets WHERE owner = ? AND name > ? AND name >= ? AND substr(name, 1, length(?)) = ? ORDER BY name LIMIT ?',
      ),
      all: database.prepare('SELECT * FROM buckets ORDER BY name'),
      insert: database.prepare(
        `INSERT INTO buckets (name, owner, region, created, storage_class, redundancy, acl, versioning,
           hierarchical, requester_pays) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      update: database.prepare(
        'UPDATE buckets SET acl = ?, versioning = ?, hierarchical = ?, requester_pays = ?, storage_class = ? WHERE id = ?',
      ),
      remove: database.prepare('DELETE FROM buckets WHERE id = ?'),
      removeSettings: database.prepare('DELETE FROM bucket_settings WHERE bucket = ?'),
      setting: database.prepare('SELECT body, modified FROM bucket_settings WHERE bucket = ? AND name = ?'),
      settings: database.prepare(
        'SELECT name, body FROM bucket_settings WHERE bucket = ? AND substr(name, 1, length(?)) = ? ORDER BY name',
      ),
      setSetting: database.prepare(
        'INSERT OR REPLACE INTO bucket_settings (bucket, name, body, modified) VALUES (?, ?, ?, ?)',
      ),
      removeSetting: database.prepare('DELETE FROM bucket_settings WHERE bucket = ? AND name = ?'),
    };
  }

  find(name: string): Bucket | undefined {
    const known = this.changed ? undefined : this.#known.get(name);
    if (known !== undefined) return known;
    const bucket = toBucket(this.#statements.find.get(name));
    if (bucket !== undefined && !this.changed) this.#known.set(name, bucket);
    return bucket;
  }

  /** What was remembered may no longer be so: a change was committed. */
  forget(): void {
    this.changed = false;
    this.#known.clear();
    this.#documents.clear();
  }

  /** Up to `limit` buckets of an account after `marker`, in order of names. */
  list(owner: string, page: { prefix: string; marker: string; limit: number }): Bucket[] {
    const { prefix, marker, limit } = page;
    const rows = this.#statements.list.all(owner, marker, prefix, prefix, prefix, limit);
    return rows.map((row) => toBucket(row)!);
  }

  all(): Bucket[] {
    return this.#statements.all.all().map((row) => toBucket(row)!);
  }

  /** Call inside a write. */
  insert(bucket: Omit<Bucket, 'id'>): void {
    this.changed = true;
    this.#statements.insert.run(
      bucket.name,
      bucket.owner,
      bucket.region,
      bucket.created,
      bucket.storageClass,
      bucket.redundancy,
      bucket.acl,
      bucket.versioning ?? null,
      Number(bucket.hierarchical),
      Number(bucket.requesterPays),
    );
  }

  /** Call inside a write. */
  update(bucket: Bucket, change: Partial<Omit<Bucket, 'id' | 'name'>>): void {
    this.changed = true;
    const next = { ...bucket, ...change };
    this.#statements.update.run(
      next.acl,
      next.versioning ?? null,
      Number(next.hierarchical),
      Number(next.requesterPays),
      next.storageClass,
      bucket.id,
    );
  }

  /** Call inside a write, on an empty bucket. */
  remove(bucket: Bucket): void {
    this.changed = true;
    this.#statements.removeSettings.run(bucket.id);
    this.#statements.remove.run(bucket.id);
  }

  setting(bucket: Bucket, name: string): string | undefined {
    const id = `${bucket.id} ${name}`;
    if (!this.changed && this.#documents.has(id)) return this.#documents.get(id);
    const body = (this.#statements.setting.get(bucket.id, name) as { body: string } | undefined)?.body;
    if (!this.changed) this.#documents.set(id, body);
    return body;
  }

  /** All documents whose name starts with `prefix`, in order of names. */
  settings(bucket: Bucket, prefix: string): { name: string; body: string }[] {
    return this.#statements.settings.all(bucket.id, prefix, prefix) as { name: string; body: string }[];
  }

  /** When a document was set, in milliseconds. */
  settingTime(bucket: Bucket, name: string): number | undefined {
    return (this.#statements.setting.get(bucket.id, name) as { modified: number } | undefined)?.modified;
  }

  /** Call inside a write; undefined removes the document. */
  setSetting(bucket: Bucket, name: string, document: { body: string; now: number } | undefined): void {
    this.changed = true;
    if (document === undefined) this.#statements.removeSetting.run(bucket.id, name);
    else this.#statements.setSetting.run(bucket.id, name, document.body, document.now);
  }
}

interface BucketRow {
  id: number;
  name: string;
  owner: string;
  region: string;
  created: number;
  storage_class: string;
  redundancy: 'LRS' | 'ZRS';
  acl: string;
  versioning: 'Enabled' | 'Suspended' | null;
  hierarchical: number;
  requester_pays: number;
}

function toBucket(found: unknown): Bucket | undefined {
  if (found === undefined) return undefined;
  const row = found as BucketRow;
  return {
    id: row.id,
    name: row.name,
    owner: row.owner,
    region: row.region,
    created: row.created,
    storageClass: row.storage_class,
    redundancy: row.redundancy,
    acl: row.acl,
    versioning: row.versioning ?? undefined,
    hierarchical: row.hierarchical === 1,
    requesterPays: row.requester_pays === 1,
  };
}
