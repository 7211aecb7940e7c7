ALTER TABLE "signpost"."api_tokens" ADD COLUMN "trust" text;
--> statement-breakpoint
ALTER TABLE "signpost"."api_tokens"
  ADD COLUMN "exchanged_of" text REFERENCES "signpost"."api_tokens" ("id") ON DELETE CASCADE;
