CREATE TABLE "signpost"."idempotency_keys" (
  "actor" text NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  "id" uuid NOT NULL UNIQUE,
  "fingerprint" text NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "owned_until" timestamptz,
  "status" smallint,
  "answer" text,
  PRIMARY KEY ("actor", "key")
);
--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "signpost"."idempotency_keys" ("created_at");
