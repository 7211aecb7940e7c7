-- Which plans would write a key: asked with every key that is opened.
CREATE INDEX "plan_rows_by_key" ON "signpost"."plan_rows" ("key", "plan_id");
