-- What was at targets of links before nothing was. Written in the transaction that takes the object out of the index;
-- a scan drops the rows of keys at which something is stored again or to which no link leads any more.
CREATE TABLE "signpost"."missing_targets" (
  "connection_id" uuid NOT NULL REFERENCES "signpost"."connections" ("id"),
  "bucket" text COLLATE "C" NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  "size" bigint NOT NULL,
  "storage_class" text NOT NULL,
  "etag" text NOT NULL,
  "last_modified" timestamptz NOT NULL,
  "seen_at" timestamptz NOT NULL,
  "recorded_at" timestamptz NOT NULL,
  PRIMARY KEY ("connection_id", "bucket", "key")
);
