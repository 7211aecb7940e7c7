/** Raised with every change of the tables below; an index with another number is refused or migrated. */
export const FORMAT_VERSION = 1;

/** Marks the index as ours: "SGNP" as a 32-bit integer. */
export const APPLICATION_ID = 0x53474e50;

/*
 * Keys are TEXT with the default BINARY collation: SQLite compares their UTF-8 bytes, which is the
 * order OSS lists in.
 *
 * One row of `entries` is one version of a key. The row id grows with every write, so it is also the
 * order of a key's history. `latest` marks the newest row of a key; the partial index `current` holds
 * exactly what an ordinary listing shows, so that delete markers and old versions cost it nothing.
 */
export const SCHEMA = `
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE buckets (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  region TEXT NOT NULL,
  created INTEGER NOT NULL,
  storage_class TEXT NOT NULL,
  redundancy TEXT NOT NULL,
  acl TEXT NOT NULL,
  versioning TEXT,
  hierarchical INTEGER NOT NULL DEFAULT 0,
  requester_pays INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE bucket_settings (
  bucket INTEGER NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  modified INTEGER NOT NULL,
  PRIMARY KEY (bucket, name)
) WITHOUT ROWID;

CREATE TABLE entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket INTEGER NOT NULL,
  key TEXT NOT NULL,
  version TEXT NOT NULL,
  latest INTEGER NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  modified INTEGER NOT NULL,
  storage_class TEXT NOT NULL,
  acl TEXT NOT NULL,
  owner TEXT NOT NULL,
  target TEXT,
  target_header TEXT,
  details TEXT NOT NULL
);
CREATE INDEX history ON entries (bucket, key, id DESC);
CREATE UNIQUE INDEX current ON entries (bucket, key) WHERE latest = 1 AND type <> 'Marker';

CREATE TABLE blobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  refs INTEGER NOT NULL,
  size INTEGER NOT NULL,
  kind TEXT NOT NULL,
  data BLOB
);
CREATE TABLE garbage (id INTEGER PRIMARY KEY);

CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  bucket INTEGER NOT NULL,
  key TEXT NOT NULL,
  initiated INTEGER NOT NULL,
  owner TEXT NOT NULL,
  storage_class TEXT NOT NULL,
  acl TEXT NOT NULL,
  details TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX uploads_by_key ON uploads (bucket, key, id);
CREATE TABLE parts (
  upload TEXT NOT NULL,
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  crc64 TEXT NOT NULL,
  modified INTEGER NOT NULL,
  segments TEXT NOT NULL,
  PRIMARY KEY (upload, number)
) WITHOUT ROWID;
`;
