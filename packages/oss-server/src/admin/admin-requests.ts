import type { BucketAcl, ObjectAcl, StorageClass } from '@signpost/oss-protocol/rules';

export type Versioning = 'Enabled' | 'Suspended';

export interface AdminBucket {
  name: string;
  /** Defaults to the server's region. */
  region?: string;
  /** Account id; defaults to the first account. */
  owner?: string;
  storageClass?: StorageClass;
  acl?: BucketAcl;
  versioning?: Versioning;
  created?: Date | number;
  /** A bucket with a hierarchical namespace: PutSymlink is refused there. */
  hierarchicalNamespace?: boolean;
  /** The requester pays: others need `x-oss-request-payer`. */
  requestPayer?: boolean;
}

/** What objects and links have in common. */
export interface AdminEntry {
  bucket: string;
  key: string;
  /** Defaults to now, by the server's clock. */
  lastModified?: Date | number;
  storageClass?: StorageClass;
  acl?: ObjectAcl;
  tagging?: Readonly<Record<string, string>>;
  /** User metadata, names without `x-oss-meta-`. */
  metadata?: Readonly<Record<string, string>>;
  contentType?: string;
  contentEncoding?: string;
  contentLanguage?: string;
  contentDisposition?: string;
  cacheControl?: string;
  expires?: string;
  /** Account id; defaults to the bucket's owner. */
  owner?: string;
}

export interface AdminObject extends AdminEntry {
  /** The content. Either this or `size`; neither means an empty object. */
  body?: string | Uint8Array;
  /**
   * A sparse object: this many bytes of a repeating pattern, made when read and never stored.
   * ETag and CRC-64 are those of the bytes served.
   */
  size?: number;
  /** Repeated to fill a sparse object; defaults to a line derived from the key. */
  pattern?: string;
}

export interface AdminSymlink extends AdminEntry {
  /** The target's key, not encoded. */
  target: string;
}

/** What an admin write made. */
export interface AdminWritten {
  /** Without quotes. */
  etag: string;
  /** Present when the bucket ever had versioning. */
  versionId: string | undefined;
}

/** The state of a restore of a cold object. */
export type AdminRestore =
  | { state: 'ongoing' }
  | { state: 'restored'; expires: Date | number }
  | { state: 'none' };
