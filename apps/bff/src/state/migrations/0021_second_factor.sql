-- A second factor of sign-in with a password: codes of an app (TOTP), and recovery codes that work once each.
CREATE TABLE "signpost"."second_factors" (
  "user_id" text PRIMARY KEY REFERENCES "signpost"."users" ("id") ON DELETE CASCADE,
  "secret" text NOT NULL,
  "confirmed_at" timestamptz,
  "last_step" bigint NOT NULL DEFAULT 0,
  "created_at" timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE "signpost"."recovery_codes" (
  "user_id" text NOT NULL REFERENCES "signpost"."second_factors" ("user_id") ON DELETE CASCADE,
  "hash" text NOT NULL,
  PRIMARY KEY ("user_id", "hash")
);
