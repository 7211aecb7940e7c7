CREATE TABLE "signpost"."scan_coverage" (
  "connection_id" uuid NOT NULL REFERENCES "signpost"."connections" ("id"),
  "bucket" text COLLATE "C" NOT NULL,
  "holder" uuid NOT NULL,
  "coverage" text NOT NULL,
  "alive_until" timestamptz NOT NULL,
  PRIMARY KEY ("connection_id", "bucket", "holder")
);
