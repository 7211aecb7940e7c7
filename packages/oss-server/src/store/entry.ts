import type { Segment } from './blobs.ts';

/** `Marker` is a delete marker; the others are spelled as in the `Type` of a listing. */
export type EntryType = 'Normal' | 'Multipart' | 'Appendable' | 'Symlink' | 'Marker';

/** What is known of one version of a key beyond the columns that listings need. */
export interface EntryDetails {
  /** Content-Type, Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires; lower-case names. */
  headers: Record<string, string>;
  /** User metadata, lower-case names without `x-oss-meta-`. */
  metadata: Record<string, string>;
  tags: [string, string][];
  crc64?: string;
  /** Base64, only where the whole body went through one request. */
  contentMd5?: string;
  segments: Segment[];
  restore?: RestoreState;
}

/** `readyAt` is when the restoring is done, `expiresAt` when the restored copy is gone; milliseconds. */
export interface RestoreState {
  readyAt: number;
  expiresAt: number;
}

/** What a write gives; the store adds id, version and rank. */
export interface EntryDraft {
  type: EntryType;
  size: number;
  /** Upper-case hexadecimal without quotes; empty for a delete marker. */
  etag: string;
  /** Milliseconds since the epoch. */
  modified: number;
  storageClass: string;
  acl: string;
  owner: string;
  /** The decoded target key of a link. */
  target?: string;
  /** The header value of a link's target as it came, one character per byte. */
  targetHeader?: string;
  details: EntryDetails;
}

/** One version of a key. */
export interface Entry extends EntryDraft {
  id: number;
  bucket: number;
  key: string;
  version: string;
  latest: boolean;
}

/** What a listing shows of a version. */
export interface EntrySummary {
  id: number;
  key: string;
  version: string;
  latest: boolean;
  type: EntryType;
  size: number;
  etag: string;
  modified: number;
  storageClass: string;
  owner: string;
  /** Only cold objects that were ever asked back have one. */
  restore: RestoreState | undefined;
}

export const SUMMARY_COLUMNS =
  'id, key, version, latest, type, size, etag, modified, storage_class AS storageClass, owner, ' +
  "CASE WHEN storage_class LIKE '%Archive' THEN details ->> '$.restore' END AS restore";

/** Details of a version that has none: a delete marker, a bare draft. */
export function emptyDetails(): EntryDetails {
  return { headers: {}, metadata: {}, tags: [], segments: [] };
}
