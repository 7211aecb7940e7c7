import { observedStateSchema } from '@signpost/api-contract';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { OutsideChanges } from '../link-index/outside-changes.ts';
import { outsideChanges } from './schema/tables.ts';
import { isStorable } from './storable.ts';

/** What others changed, of one connection, in the database. */
export function createPostgresOutsideChanges(db: NodePgDatabase, connectionId: string): OutsideChanges {
  return {
    async page({ bucket, key }, { cursor, limit }) {
      if (!isStorable(bucket, key)) return { items: [] };
      const rows = await db
        .select()
        .from(outsideChanges)
        .where(
          and(
            eq(outsideChanges.connectionId, connectionId),
            eq(outsideChanges.bucket, bucket),
            eq(outsideChanges.key, key),
            cursor === undefined ? undefined : lt(outsideChanges.seq, Number(cursor)),
          ),
        )
        .orderBy(desc(outsideChanges.seq))
        .limit(limit + 1);
      const shown = rows.slice(0, limit);
      const items = shown.map((row) => ({
        id: String(row.seq),
        bucket: row.bucket,
        key: row.key,
        before: observedStateSchema.parse(JSON.parse(row.before)),
        after: observedStateSchema.parse(JSON.parse(row.after)),
        seenBefore: row.seenBefore.toISOString(),
        seenAt: row.seenAt.toISOString(),
      }));
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return last === undefined ? { items } : { items, nextCursor: String(last.seq) };
    },
  };
}
