-- The folder whose manifests an applied roll-back holds up.
ALTER TABLE "signpost"."plans" ADD COLUMN "held_prefix" text COLLATE "C";
--> statement-breakpoint
CREATE INDEX "plans_by_hold" ON "signpost"."plans" ("connection_id", "bucket", "seq" DESC)
  WHERE "held_prefix" IS NOT NULL;
