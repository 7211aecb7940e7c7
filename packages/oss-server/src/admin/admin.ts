import { encodeSymlinkTarget } from '@signpost/oss-protocol/rules';
import { fromWireHeaderValue, toWireHeaderValue } from '@signpost/oss-protocol';

import type { AccountBook, TemporaryCredential } from '../protocol/accounts.ts';
import type { NotificationRule } from '../settings/notification.ts';
import { symlinkEtag } from '../rules/symlink-etag.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';
import type { Store, StoreView } from '../store/store.ts';
import { headersOf, mapValues, storeContent } from './admin-content.ts';
import type { MadeContent } from './admin-content.ts';
import type {
  AdminBucket,
  AdminEntry,
  AdminObject,
  AdminRestore,
  AdminSymlink,
  AdminWritten,
  Versioning,
} from './admin-requests.ts';

/** What the admin needs of the server. */
export interface AdminSite {
  store: Store;
  accounts: AccountBook;
  region: string;
  now(): number;
}

const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * Puts things into the server without HTTP and without permission: for demo data and tests.
 * Every call returns when its write is on disk; inside `bulk` all of them share one commit.
 */
export class OssAdmin {
  readonly #site: AdminSite;
  #bulk: StoreView | undefined;

  constructor(site: AdminSite) {
    this.#site = site;
  }

  /** Runs many writes in one transaction: all of them, or none when `work` throws. */
  bulk<T>(work: () => T): T {
    if (this.#bulk !== undefined) return work();
    return this.#site.store.writeNow((view) => {
      this.#bulk = view;
      try {
        return work();
      } finally {
        this.#bulk = undefined;
      }
    });
  }

  putBucket(bucket: AdminBucket): void {
    this.#write((view) => {
      view.buckets.insert({
        name: bucket.name,
        owner: bucket.owner ?? this.#site.accounts.accounts[0]!.uid,
        region: bucket.region ?? this.#site.region,
        created: toTime(bucket.created) ?? this.#site.now(),
        storageClass: bucket.storageClass ?? 'Standard',
        redundancy: 'LRS',
        acl: bucket.acl ?? 'private',
        versioning: bucket.versioning,
        hierarchical: bucket.hierarchicalNamespace ?? false,
        requesterPays: bucket.requestPayer ?? false,
      });
    });
  }

  setVersioning(bucket: string, versioning: Versioning): void {
    this.#write((view) => view.buckets.update(mustFind(view, bucket), { versioning }));
  }

  /**
   * Stores a document that is set on a bucket (for example `lifecycle`), as XML; undefined removes it.
   * `set` is when: lifecycle rules act from the midnight after it on; now when left out.
   */
  putBucketSetting(
    bucket: string,
    name: string,
    document: string | { xml: string; set: Date | number } | undefined,
  ): void {
    const { xml, set } = typeof document === 'object' ? document : { xml: document };
    const setting = xml === undefined ? undefined : { body: xml, now: toTime(set) ?? this.#site.now() };
    this.#write((view) => view.buckets.setSetting(mustFind(view, bucket), name, setting));
  }

  /** Message rules: answers to writes of such keys carry `x-oss-event-status`. Empty removes them. */
  setNotification(bucket: string, rules: readonly NotificationRule[]): void {
    const body = rules.length === 0 ? undefined : JSON.stringify(rules);
    this.putBucketSetting(bucket, 'notification', body);
  }

  putObject(object: AdminObject): AdminWritten {
    return this.#write((view) => {
      const { segments, ...facts } = storeContent(view, object);
      return this.#put(view, object, {
        type: 'Normal',
        size: facts.size,
        etag: facts.md5,
        details: {
          segments,
          crc64: facts.crc64,
          contentMd5: Buffer.from(facts.md5, 'hex').toString('base64'),
        },
      });
    });
  }

  putSymlink(symlink: AdminSymlink): AdminWritten {
    const { target } = symlink;
    return this.#write((view) =>
      this.#put(view, symlink, {
        type: 'Symlink',
        size: Buffer.byteLength(target),
        etag: symlinkEtag(encodeSymlinkTarget(target)),
        target,
        targetHeader: encodeSymlinkTarget(target),
        details: { segments: [] },
      }),
    );
  }

  /** Deletes as DeleteObject does; with a version id, that version for good. */
  deleteObject(object: {
    bucket: string;
    key: string;
    versionId?: string;
    lastModified?: Date | number;
  }): AdminWritten {
    return this.#write((view) => {
      const bucket = mustFind(view, object.bucket);
      const by = { owner: bucket.owner, now: toTime(object.lastModified) ?? this.#site.now() };
      const deleted =
        object.versionId === undefined
          ? view.entries.delete(bucket, object.key, by)
          : view.entries.deleteVersion(bucket, object.key, object.versionId);
      return { etag: '', versionId: deleted.version };
    });
  }

  /** Sets the restore state of a cold object, by the server's clock. */
  setRestore(object: { bucket: string; key: string }, restore: AdminRestore): void {
    this.#write((view) => {
      const entry = mustFindEntry(view, object);
      const { restore: _old, ...details } = entry.details;
      const state =
        restore.state === 'none'
          ? {}
          : restore.state === 'ongoing'
            ? { restore: { readyAt: NEVER, expiresAt: NEVER } }
            : { restore: { readyAt: 0, expiresAt: toTime(restore.expires)! } };
      view.entries.update(entry, { details: { ...details, ...state } });
    });
  }

  /** Keeps a remark with the data, in the transaction of `bulk` when inside one. */
  noteFact(name: string, value: string): void {
    this.#write((view) => view.setFact(name, value));
  }

  /** What lies under a key, or undefined. For assertions. */
  find(object: { bucket: string; key: string }): AdminFound | undefined {
    const view = this.#site.store.read;
    const bucket = view.buckets.find(object.bucket);
    const entry = bucket && view.entries.current(bucket, object.key);
    if (entry === undefined) return undefined;
    return {
      type: entry.type as AdminFound['type'],
      etag: entry.etag,
      size: entry.size,
      lastModified: new Date(entry.modified),
      versionId: entry.version,
      target: entry.target,
      storageClass: entry.storageClass,
      acl: entry.acl,
      tagging: Object.fromEntries(entry.details.tags),
      headers: mapValues(entry.details.headers, fromWireHeaderValue),
      metadata: mapValues(entry.details.metadata, fromWireHeaderValue),
    };
  }

  /** Issues a temporary credential that acts as an account (the first one by default). */
  issueToken(options: { uid?: string; seconds?: number } = {}): TemporaryCredential {
    const uid = options.uid ?? this.#site.accounts.accounts[0]!.uid;
    return this.#site.accounts.issueToken(uid, this.#site.now() + (options.seconds ?? 3600) * 1000);
  }

  /** Accepts a temporary credential made elsewhere, for example one that signed a recorded request. */
  acceptToken(credential: TemporaryCredential, uid = this.#site.accounts.accounts[0]!.uid): void {
    this.#site.accounts.acceptToken(uid, credential);
  }

  #put(view: StoreView, entry: AdminEntry, made: MadeContent): AdminWritten {
    const bucket = mustFind(view, entry.bucket);
    const { version } = view.entries.put(bucket, entry.key, {
      ...made,
      modified: toTime(entry.lastModified) ?? this.#site.now(),
      storageClass: entry.storageClass ?? bucket.storageClass,
      acl: entry.acl ?? 'default',
      owner: entry.owner ?? bucket.owner,
      details: {
        ...made.details,
        headers: headersOf(entry),
        metadata: mapValues(entry.metadata ?? {}, toWireHeaderValue),
        tags: Object.entries(entry.tagging ?? {}),
      },
    });
    return { etag: made.etag, versionId: bucket.versioning === undefined ? undefined : version };
  }

  #write<T>(work: (view: StoreView) => T): T {
    return this.#bulk === undefined ? this.#site.store.writeNow(work) : work(this.#bulk);
  }
}

/** What `find` tells. */
export interface AdminFound {
  type: 'Normal' | 'Multipart' | 'Appendable' | 'Symlink';
  etag: string;
  size: number;
  lastModified: Date;
  versionId: string;
  target: string | undefined;
  storageClass: string;
  acl: string;
  tagging: Record<string, string>;
  /** Lower-case names. */
  headers: Record<string, string>;
  metadata: Record<string, string>;
}

function toTime(time: Date | number | undefined): number | undefined {
  return time instanceof Date ? time.getTime() : time;
}

function mustFind(view: StoreView, name: string): Bucket {
  const bucket = view.buckets.find(name);
  if (bucket === undefined) throw new Error(`There is no bucket ${name}.`);
  return bucket;
}

function mustFindEntry(view: StoreView, object: { bucket: string; key: string }): Entry {
  const entry = view.entries.current(mustFind(view, object.bucket), object.key);
  if (entry === undefined) throw new Error(`There is no object ${object.key} in ${object.bucket}.`);
  return entry;
}
