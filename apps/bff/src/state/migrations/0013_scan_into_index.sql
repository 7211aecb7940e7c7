-- Pages of a scan go straight into the index. Scans under way had theirs in the table that goes: they begin again.
UPDATE "signpost"."scans" SET "began_at" = clock_timestamp(),
  "progress" = '{"parts":[{"after":"","keys":0,"pages":0,"done":false}],"calls":0}'
  WHERE "state" IN ('running', 'paused', 'finishing');
UPDATE "signpost"."scans" SET "state" = 'running' WHERE "state" = 'finishing';
DROP TABLE "signpost"."scan_keys";
