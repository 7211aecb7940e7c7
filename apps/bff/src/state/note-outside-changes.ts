import { compareKeys } from '@signpost/oss-protocol/rules';
import type { IndexEntry } from '@signpost/link-model/index';
import { inArray, sql, type SQL } from 'drizzle-orm';
import type { Recorded } from '../changes/change-log.ts';
import type { KeptScan } from '../link-index/index-store.ts';
import { isExplained, isTold, mostAsked, toObserved, type Turned } from '../link-index/outside-changes.ts';
import { fromRow } from './change-row.ts';
import type { Queries } from './queries.ts';
import { changes, outsideChanges } from './schema/tables.ts';

/** A row of the index as it was. */
export interface KnownRow {
  /** Undefined: the row says that nothing was stored at its key. */
  entry: IndexEntry | undefined;
  seenAt: Date;
}

interface Place {
  connectionId: string;
  bucket: string;
  /** The last scan of the bucket that was kept. */
  kept: KeptScan;
}

/** Notes what no change of ours explains, once the rows that say it are written: a write that settles waits for those. */
export async function noteOutsideChanges(
  tx: Queries,
  place: Place,
  turned: readonly (Turned & { known: KnownRow | undefined })[],
): Promise<void> {
  const told = turned.flatMap((one) => {
    const since = seenBefore(place.kept, one.key, one.known);
    return since !== undefined && isTold(one) ? [{ ...one, since }] : [];
  });
  if (told.length === 0) return;
  const own = await readOwn(
    tx,
    place,
    told.map(({ key }) => key),
  );
  const foreign = told.filter(({ key, after }) => !isExplained(after, own.get(key) ?? []));
  if (foreign.length === 0) return;
  const { connectionId, bucket } = place;
  const column = (type: 'text' | 'timestamptz', of: (one: (typeof foreign)[number]) => string): SQL =>
    sql`${sql.param(foreign.map(of))}::${sql.raw(type)}[]`;
  // One parameter for each column: a statement takes 65,535 of them.
  const columns = [
    column('text', ({ key }) => key),
    column('text', ({ before }) => JSON.stringify(toObserved(before))),
    column('text', ({ after }) => JSON.stringify(toObserved(after))),
    column('timestamptz', ({ since }) => since.toISOString()),
  ];
  await tx.execute(sql`
    INSERT INTO ${outsideChanges} (connection_id, bucket, key, before, after, seen_before, seen_at)
    SELECT ${connectionId}::uuid, ${bucket}, told.key, told.before, told.after,
      least(told.since, clock_timestamp()), clock_timestamp()
    FROM unnest(${sql.join(columns, sql`, `)}) AS told (key, before, after, since)`);
}

/** When what was at a key was last known to be there. Undefined: nobody had looked there. */
export function seenBefore(
  { coverage, scannedUpTo, since }: KeptScan,
  key: string,
  known: KnownRow | undefined,
): Date | undefined {
  const cameThere =
    coverage.state === 'complete' || (scannedUpTo !== undefined && compareKeys(key, scannedUpTo) <= 0);
  const scanned = cameThere ? (since ?? coverage.scannedAt) : undefined;
  const times = [known?.seenAt.getTime(), scanned === undefined ? undefined : Date.parse(scanned)];
  const latest = Math.max(...times.flatMap((time) => time ?? []));
  return Number.isFinite(latest) ? new Date(latest) : undefined;
}

/** The newest changes of each key that did not fail. A range of keys for the reason that the change log has. */
async function readOwn(
  tx: Queries,
  { connectionId, bucket }: Place,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded[]>> {
  const rows = await tx
    .select()
    .from(changes)
    .where(
      inArray(
        changes.seq,
        sql`(SELECT own.seq FROM unnest(${sql.param([...keys])}::text[]) AS wanted (key)
          CROSS JOIN LATERAL (
            SELECT newest.seq FROM ${changes} AS newest
            WHERE newest.connection_id = ${connectionId}::uuid AND newest.bucket = ${bucket}
              AND newest.key BETWEEN (wanted.key COLLATE "C") AND (wanted.key COLLATE "C") AND newest.outcome <> 'failed'
            ORDER BY newest.key, newest.seq DESC LIMIT ${mostAsked}) AS own)`,
      ),
    );
  const own = new Map<string, Recorded[]>();
  for (const row of rows) own.set(row.key, [...(own.get(row.key) ?? []), fromRow(row)]);
  return own;
}
