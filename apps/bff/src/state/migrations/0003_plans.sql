CREATE TABLE "signpost"."plans" (
  "seq" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "id" uuid NOT NULL UNIQUE,
  "row_version" smallint NOT NULL,
  "connection_id" uuid NOT NULL REFERENCES "signpost"."connections" ("id"),
  "number" integer NOT NULL,
  "bucket" text COLLATE "C" NOT NULL,
  "source" text NOT NULL,
  "rolls_back" uuid,
  "origin" text NOT NULL,
  "state" text NOT NULL DEFAULT 'drafting',
  "revision" text NOT NULL DEFAULT '',
  "created_at" timestamptz NOT NULL,
  "actor" text NOT NULL,
  "reason" text,
  "accept" text NOT NULL DEFAULT '[]',
  "on_drift" text NOT NULL DEFAULT 'skip',
  "applied_by" text,
  "applied_at" timestamptz,
  "ended_at" timestamptz,
  "problem" text,
  "share" text,
  "owner" text,
  "owned_until" timestamptz,
  CONSTRAINT "plans_number" UNIQUE ("connection_id", "number"),
  CONSTRAINT "plans_state" CHECK ("state" IN
    ('drafting', 'draft-failed', 'open', 'applying', 'paused', 'done', 'stopped', 'discarded'))
);
--> statement-breakpoint
CREATE INDEX "plans_by_connection" ON "signpost"."plans" ("connection_id", "seq" DESC);
--> statement-breakpoint
CREATE INDEX "plans_by_bucket" ON "signpost"."plans" ("connection_id", "bucket", "seq" DESC);
--> statement-breakpoint
CREATE INDEX "plans_by_plan_rolled_back" ON "signpost"."plans" ("rolls_back", "seq" DESC);
--> statement-breakpoint
CREATE TABLE "signpost"."plan_rows" (
  "plan_id" uuid NOT NULL REFERENCES "signpost"."plans" ("id") ON DELETE CASCADE,
  "row" integer NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  "kind" text NOT NULL,
  "action" text NOT NULL,
  "decision" text NOT NULL,
  "phase" smallint NOT NULL,
  "rank" smallint NOT NULL,
  "now" text,
  "target" text,
  "settings" text,
  "token" text,
  "undoes" uuid,
  "findings" text NOT NULL,
  "finding_names" text[] NOT NULL,
  "finding_levels" smallint[] NOT NULL,
  "outcome" text NOT NULL DEFAULT 'waiting',
  "settled_at" timestamptz,
  "change_id" uuid,
  "problem" text,
  "owner" text,
  "owned_until" timestamptz,
  PRIMARY KEY ("plan_id", "row"),
  CONSTRAINT "plan_rows_key" UNIQUE ("plan_id", "key"),
  CONSTRAINT "plan_rows_decision" CHECK ("decision" IN ('write', 'remove', 'leave')),
  CONSTRAINT "plan_rows_outcome" CHECK ("outcome" IN
    ('waiting', 'running', 'applied', 'failed', 'drifted', 'unknown', 'left-out'))
);
--> statement-breakpoint
-- Worst first: a page of 100,000 rows is found without a look at the others.
CREATE INDEX "plan_rows_by_rank" ON "signpost"."plan_rows" ("plan_id", "rank", "row");
--> statement-breakpoint
-- What is taken next, and what is counted while a plan is applied.
CREATE INDEX "plan_rows_by_outcome" ON "signpost"."plan_rows" ("plan_id", "outcome", "phase", "row");
