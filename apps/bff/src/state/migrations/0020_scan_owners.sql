ALTER TABLE "signpost"."scans" ADD COLUMN "asked_by" text;
--> statement-breakpoint
ALTER TABLE "signpost"."scan_schedules" ADD COLUMN "asked_by" text;
