-- The newest changes before a moment: an index alone tells which, however many came since.
DROP INDEX "signpost"."changes_by_connection";
--> statement-breakpoint
CREATE INDEX "changes_by_connection" ON "signpost"."changes" ("connection_id", "seq" DESC) INCLUDE ("at");
--> statement-breakpoint
DROP INDEX "signpost"."changes_by_bucket";
--> statement-breakpoint
CREATE INDEX "changes_by_bucket" ON "signpost"."changes" ("connection_id", "bucket", "seq" DESC) INCLUDE ("at");
--> statement-breakpoint
-- The few changes since a moment, and what retention removes. Times follow the order of the rows nearly everywhere.
CREATE INDEX "changes_by_time" ON "signpost"."changes" USING brin ("at");
--> statement-breakpoint
-- Nearly every change is a repoint; the others are found without walking over them.
CREATE INDEX "changes_by_action" ON "signpost"."changes" ("connection_id", "action", "seq" DESC) WHERE "action" <> 'repoint';
--> statement-breakpoint
-- Not partial any more: the planner takes no statistics of an expression from a partial index, and did not use it.
DROP INDEX "signpost"."changes_by_request";
--> statement-breakpoint
CREATE INDEX "changes_by_request" ON "signpost"."changes" (upper("oss_request_id"));
