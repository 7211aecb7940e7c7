CREATE TABLE "signpost"."connection_settings" (
  "name" text COLLATE "C" PRIMARY KEY,
  "connection_id" uuid NOT NULL UNIQUE REFERENCES "signpost"."connections" ("id"),
  "settings" text NOT NULL,
  "secrets" text,
  "secrets_set_at" timestamptz,
  "version" integer NOT NULL DEFAULT 1,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "created_by" text NOT NULL,
  "updated_at" timestamptz NOT NULL DEFAULT now(),
  "updated_by" text NOT NULL
);
