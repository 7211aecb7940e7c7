import type { IndexEntry } from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { toSeen } from '../link-index/to-seen.ts';
import { toTargetColumn } from './index-rows.ts';
import { absentColumns, allColumns, orReplace } from './index-writes.ts';
import { indexKeys, indexScans, scans } from './schema/tables.ts';

/**
 * One statement that settles a change and puts the state which it left at its key into the index, where one is kept of
 * its bucket, or is being made.
 * @param settled updates the change and returns `connection_id`, `bucket` and `key`
 */
export function settleIntoIndex(settled: SQLWrapper, after: KeyState): SQL {
  const { entry } = toSeen('', after);
  return sql`WITH settled AS ${settled}
    INSERT INTO ${indexKeys} AS kept (${allColumns})
    SELECT settled.connection_id, settled.bucket, settled.key, ${entry === undefined ? absentColumns : settledColumns(entry)}
    FROM settled
    WHERE EXISTS (SELECT FROM ${indexScans} AS kept_scan
        WHERE (kept_scan.connection_id, kept_scan.bucket) = (settled.connection_id, settled.bucket))
      OR EXISTS (SELECT FROM ${scans} AS scan WHERE scan.state IN ('running', 'paused', 'finishing')
        AND (scan.connection_id, scan.bucket) = (settled.connection_id, settled.bucket))
    ${orReplace()}
    ${entry === undefined ? sql`` : sql`WHERE kept.last_modified <= excluded.last_modified`}`;
}

function settledColumns(entry: IndexEntry): SQL {
  const { kind, etag, lastModified, size, storageClass } = entry;
  return sql`${kind}, ${etag}, ${lastModified}::timestamptz, ${size}::bigint, ${storageClass},
    ${toTargetColumn(entry)}::text, NULL, clock_timestamp(), clock_timestamp()`;
}
