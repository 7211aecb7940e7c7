-- Objects that scans found, packed by range of keys: a row for each of a million objects cost more than their scan. Rows of
-- objects in "index_keys" stay until the next scan passes them.
CREATE TABLE "signpost"."index_objects" (
  "connection_id" uuid NOT NULL,
  "bucket" text COLLATE "C" NOT NULL,
  "after" text COLLATE "C" NOT NULL,
  "up_to" text COLLATE "C",
  "objects" bytea NOT NULL,
  "seen_at" timestamptz NOT NULL,
  PRIMARY KEY ("connection_id", "bucket", "after")
);
--> statement-breakpoint
-- The columns hardly compress, and compressing them takes longer than writing them.
ALTER TABLE "signpost"."index_objects" ALTER COLUMN "objects" SET STORAGE EXTERNAL;
