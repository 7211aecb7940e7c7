-- People, how they sign in, and what they may do. Ids are UUIDs as text: better-auth makes and compares them as such.
CREATE TABLE "signpost"."users" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL,
  "email" text NOT NULL UNIQUE CHECK ("email" = lower("email")),
  "email_verified" boolean NOT NULL DEFAULT false,
  "image" text,
  "created_at" timestamptz NOT NULL,
  "updated_at" timestamptz NOT NULL,
  "last_sign_in_at" timestamptz,
  "disabled_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "signpost"."sessions" (
  "id" text PRIMARY KEY,
  "user_id" text NOT NULL REFERENCES "signpost"."users" ("id") ON DELETE CASCADE,
  "token" text NOT NULL UNIQUE,
  "expires_at" timestamptz NOT NULL,
  "created_at" timestamptz NOT NULL,
  "updated_at" timestamptz NOT NULL,
  "ip_address" text,
  "user_agent" text
);
--> statement-breakpoint
CREATE INDEX "sessions_of_user" ON "signpost"."sessions" ("user_id");
--> statement-breakpoint
CREATE TABLE "signpost"."sign_in_methods" (
  "id" text PRIMARY KEY,
  "user_id" text NOT NULL REFERENCES "signpost"."users" ("id") ON DELETE CASCADE,
  "provider_id" text NOT NULL,
  "account_id" text NOT NULL,
  "access_token" text,
  "refresh_token" text,
  "id_token" text,
  "access_token_expires_at" timestamptz,
  "refresh_token_expires_at" timestamptz,
  "scope" text,
  "password" text,
  "created_at" timestamptz NOT NULL,
  "updated_at" timestamptz NOT NULL,
  UNIQUE ("provider_id", "account_id")
);
--> statement-breakpoint
CREATE TABLE "signpost"."sign_in_steps" (
  "id" text PRIMARY KEY,
  "identifier" text NOT NULL,
  "value" text NOT NULL,
  "expires_at" timestamptz NOT NULL,
  "created_at" timestamptz NOT NULL,
  "updated_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signpost"."sign_in_failures" (
  "key" text PRIMARY KEY,
  "points" integer NOT NULL DEFAULT 0,
  "expire" bigint
);
--> statement-breakpoint
CREATE TABLE "signpost"."groups" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL UNIQUE,
  "created_at" timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE "signpost"."group_members" (
  "group_id" text NOT NULL REFERENCES "signpost"."groups" ("id") ON DELETE CASCADE,
  "user_id" text NOT NULL REFERENCES "signpost"."users" ("id") ON DELETE CASCADE,
  PRIMARY KEY ("group_id", "user_id")
);
--> statement-breakpoint
CREATE TABLE "signpost"."grants" (
  "id" text PRIMARY KEY,
  "subject_kind" text NOT NULL CHECK ("subject_kind" IN ('user', 'group', 'token')),
  "subject_id" text NOT NULL,
  "role" text,
  "rights" text[],
  "connection" text NOT NULL,
  "bucket" text COLLATE "C" NOT NULL,
  "prefix" text COLLATE "C" NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "created_by" text NOT NULL,
  "expires_at" timestamptz,
  CHECK (("role" IS NULL) <> ("rights" IS NULL))
);
--> statement-breakpoint
CREATE INDEX "grants_of_subject" ON "signpost"."grants" ("subject_kind", "subject_id");
--> statement-breakpoint
CREATE TABLE "signpost"."api_tokens" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL,
  "hash" text NOT NULL UNIQUE,
  "owner_id" text REFERENCES "signpost"."users" ("id") ON DELETE CASCADE,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "created_by" text NOT NULL,
  "expires_at" timestamptz NOT NULL,
  "last_used_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "signpost"."facts" (
  "name" text PRIMARY KEY,
  "value" text NOT NULL
);
