-- What the last scan of a bucket found, so that a restart does not forget it.
CREATE TABLE "signpost"."index_scans" (
  "connection_id" uuid NOT NULL REFERENCES "signpost"."connections" ("id"),
  "bucket" text COLLATE "C" NOT NULL,
  "scan" text NOT NULL,
  PRIMARY KEY ("connection_id", "bucket")
);
--> statement-breakpoint
-- Without a reference: a look at "connections" for each of a million rows would cost more than their insert.
CREATE TABLE "signpost"."index_keys" (
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
  "recorded_at" timestamptz NOT NULL,
  PRIMARY KEY ("connection_id", "bucket", "key")
);
