-- What was found at keys that Signpost did not write. Like "index_keys" without a reference: a scan may find thousands.
CREATE TABLE "signpost"."outside_changes" (
  "seq" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "connection_id" uuid NOT NULL,
  "bucket" text COLLATE "C" NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  "before" text NOT NULL,
  "after" text NOT NULL,
  "seen_before" timestamptz NOT NULL,
  "seen_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE INDEX "outside_changes_by_key" ON "signpost"."outside_changes" ("connection_id", "bucket", "key", "seq");
--> statement-breakpoint
-- For the removal of what is older than it is kept.
CREATE INDEX "outside_changes_by_time" ON "signpost"."outside_changes" ("seen_at");
--> statement-breakpoint
-- When the key was last looked at and found changed: "recorded_at" also moves when something is derived about it.
ALTER TABLE "signpost"."index_keys" ADD COLUMN "seen_at" timestamptz;
