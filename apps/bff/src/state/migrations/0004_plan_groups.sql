-- What a change has in common with others of its plan.
ALTER TABLE "signpost"."plan_rows" ADD COLUMN "change_group" text;
