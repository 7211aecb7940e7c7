-- The other key with the same content, and the keys of rows that must have been applied before.
ALTER TABLE "signpost"."plan_rows" ADD COLUMN "twin" text, ADD COLUMN "needs" text;
