-- Who did what and when, as a chain: "hash" covers the event and the hash of the one before it.
CREATE TABLE "signpost"."audit_events" (
  "seq" bigint PRIMARY KEY,
  "at" timestamptz NOT NULL,
  "actor_kind" text NOT NULL,
  "actor_id" text NOT NULL,
  "actor_name" text NOT NULL,
  "action" text NOT NULL,
  "outcome" text NOT NULL,
  "connection_id" text,
  "bucket" text COLLATE "C",
  "key" text COLLATE "C",
  "change_id" text,
  "oss_request_id" text,
  "request_id" text,
  "address" text,
  "reason" text,
  "details" text,
  "hash" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_events_by_actor" ON "signpost"."audit_events" ("actor_id", "seq");
--> statement-breakpoint
CREATE INDEX "audit_events_by_action" ON "signpost"."audit_events" ("action", "seq");
--> statement-breakpoint
CREATE INDEX "audit_events_by_key" ON "signpost"."audit_events" ("bucket", "key", "seq");
--> statement-breakpoint
CREATE INDEX "audit_events_by_change" ON "signpost"."audit_events" ("change_id", "seq");
--> statement-breakpoint
-- One row: where the kept events begin (behind the base) and end. Its lock makes one chain of all consoles.
CREATE TABLE "signpost"."audit_chain" (
  "id" smallint PRIMARY KEY CHECK ("id" = 1),
  "base_seq" bigint NOT NULL,
  "base_hash" text NOT NULL,
  "head_seq" bigint NOT NULL,
  "head_hash" text NOT NULL
);
--> statement-breakpoint
-- Stops a slip, not an owner of the database: that one is found out by the chain.
CREATE FUNCTION "signpost"."keep_audit_events"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('signpost.trims_audit', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit_events only grows: % is refused', TG_OP;
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_events_stay" BEFORE UPDATE OR DELETE ON "signpost"."audit_events"
  FOR EACH ROW EXECUTE FUNCTION "signpost"."keep_audit_events"();
--> statement-breakpoint
CREATE TRIGGER "audit_events_stay_whole" BEFORE TRUNCATE ON "signpost"."audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "signpost"."keep_audit_events"();
--> statement-breakpoint
-- The one way to remove events: the oldest ones, up to and with "last"; the base moves along. Called by retention,
-- which records in the same transaction that it did.
CREATE FUNCTION "signpost"."trim_audit_events"("last" bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "signpost"."audit_chain" SET ("base_seq", "base_hash") =
    (SELECT e."seq", e."hash" FROM "signpost"."audit_events" e WHERE e."seq" = "last");
  PERFORM set_config('signpost.trims_audit', 'on', true);
  DELETE FROM "signpost"."audit_events" e WHERE e."seq" <= "last";
  PERFORM set_config('signpost.trims_audit', 'off', true);
END $$;
--> statement-breakpoint
-- The request behind a change, for its event in the audit log.
ALTER TABLE "signpost"."changes" ADD COLUMN "request_id" text, ADD COLUMN "address" text;
