-- When buckets are scanned again. Rows of ours rather than ticks of a queue: what was missed while no console ran is due.
CREATE TABLE "signpost"."scan_schedules" (
  "connection_id" uuid NOT NULL REFERENCES "signpost"."connections" ("id"),
  "bucket" text COLLATE "C" NOT NULL,
  "schedule" text NOT NULL,
  "next_run_at" timestamptz,
  "set_by" text NOT NULL,
  "set_at" timestamptz NOT NULL,
  PRIMARY KEY ("connection_id", "bucket")
);
