-- Scans of buckets, so that one outlives the console that makes it. One row for each bucket: never two scans at once.
CREATE TABLE "signpost"."scans" (
  "connection_id" uuid NOT NULL REFERENCES "signpost"."connections" ("id"),
  "bucket" text COLLATE "C" NOT NULL,
  "id" uuid NOT NULL,
  "state" text NOT NULL,
  "began_at" timestamptz NOT NULL,
  "compares_headers" boolean NOT NULL,
  "progress" text NOT NULL,
  "holder" uuid,
  "held_until" timestamptz,
  PRIMARY KEY ("connection_id", "bucket")
);
--> statement-breakpoint
-- What the scan under way has found; emptied when it ends.
CREATE TABLE "signpost"."scan_keys" (
  "connection_id" uuid NOT NULL,
  "bucket" text COLLATE "C" NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  "kind" text NOT NULL,
  "etag" text NOT NULL,
  "last_modified" timestamptz NOT NULL,
  "size" bigint NOT NULL,
  "storage_class" text NOT NULL,
  "target" text,
  "facts" text,
  PRIMARY KEY ("connection_id", "bucket", "key")
);
