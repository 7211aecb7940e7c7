CREATE SCHEMA IF NOT EXISTS "signpost";
--> statement-breakpoint
CREATE TABLE "signpost"."connections" (
  "id" uuid PRIMARY KEY,
  "address" text NOT NULL UNIQUE,
  "name" text NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE "signpost"."changes" (
  "seq" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "id" uuid NOT NULL UNIQUE,
  "row_version" smallint NOT NULL,
  "connection_id" uuid NOT NULL REFERENCES "signpost"."connections" ("id"),
  "group_id" uuid NOT NULL,
  "bucket" text COLLATE "C" NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  "action" text NOT NULL,
  "undoes" uuid,
  "at" timestamptz NOT NULL,
  "actor_kind" text NOT NULL,
  "actor_id" text NOT NULL,
  "actor_name" text NOT NULL,
  "reason" text,
  "before" text NOT NULL,
  "intended" text NOT NULL,
  "removes_version" text,
  "versioning" text NOT NULL,
  "origin" text,
  "outcome" text NOT NULL DEFAULT 'pending',
  "outcome_at" timestamptz,
  "after" text,
  "oss_request_id" text,
  "version_id" text,
  "problem" text,
  "may_arrive_until" timestamptz,
  "overwritten_by" text,
  "overtook" uuid,
  "overtaken_by" uuid,
  "owner" text,
  "owned_until" timestamptz,
  CONSTRAINT "changes_outcome" CHECK ("outcome" IN ('pending', 'applied', 'failed', 'unknown'))
);
--> statement-breakpoint
CREATE INDEX "changes_by_connection" ON "signpost"."changes" ("connection_id", "seq" DESC);
--> statement-breakpoint
CREATE INDEX "changes_by_key" ON "signpost"."changes" ("connection_id", "bucket", "key", "seq" DESC);
--> statement-breakpoint
CREATE INDEX "changes_by_bucket" ON "signpost"."changes" ("connection_id", "bucket", "seq" DESC);
--> statement-breakpoint
CREATE INDEX "changes_by_actor" ON "signpost"."changes" ("connection_id", "actor_id", "seq" DESC);
--> statement-breakpoint
CREATE INDEX "changes_by_group" ON "signpost"."changes" ("group_id", "seq" DESC);
--> statement-breakpoint
CREATE INDEX "changes_by_request" ON "signpost"."changes" (upper("oss_request_id")) WHERE "oss_request_id" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX "changes_not_applied" ON "signpost"."changes" ("connection_id", "outcome", "seq" DESC) WHERE "outcome" <> 'applied';
--> statement-breakpoint
CREATE INDEX "changes_unresolved" ON "signpost"."changes" ("seq")
  WHERE "outcome" = 'pending' OR ("outcome" = 'unknown' AND ("overwritten_by" IS NULL OR "may_arrive_until" IS NOT NULL));
--> statement-breakpoint
CREATE TABLE "signpost"."key_leases" (
  "connection_id" uuid NOT NULL,
  "bucket" text COLLATE "C" NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  "holder" uuid NOT NULL,
  "expires_at" timestamptz NOT NULL,
  PRIMARY KEY ("connection_id", "bucket", "key")
);
--> statement-breakpoint
CREATE TABLE "signpost"."daily_stats" (
  "connection_id" uuid NOT NULL REFERENCES "signpost"."connections" ("id"),
  "day" date NOT NULL,
  "stats" text NOT NULL,
  "recorded_at" timestamptz NOT NULL,
  PRIMARY KEY ("connection_id", "day")
);
--> statement-breakpoint
CREATE TABLE "signpost"."call_budgets" (
  "account" text PRIMARY KEY,
  "free_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signpost"."imports" (
  "source" text PRIMARY KEY,
  "imported_at" timestamptz NOT NULL,
  "rows" integer NOT NULL,
  "damaged" integer NOT NULL
);
