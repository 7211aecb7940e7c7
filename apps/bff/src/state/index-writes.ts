import type { IndexEntry } from '@signpost/link-model/index';
import { and, eq, gt, inArray, lte, notInArray, sql, type SQL } from 'drizzle-orm';
import type { IndexStore, KeptScan, MissingTarget, Seen } from '../link-index/index-store.ts';
import { isOlder } from '../link-index/load-index.ts';
import { toLastSeen } from '../link-index/to-seen.ts';
import { fromRow, toRows, toTable, type IndexedBucket } from './index-rows.ts';
import { scanSchema } from './kept-scan.ts';
import { dropReturnedInRange, dropReturnedTargets, keepMissingTargets } from './missing-targets.ts';
import { noteOutsideChanges, seenBefore, type KnownRow } from './note-outside-changes.ts';
import {
  clipRanges,
  dropObjectsBehind,
  dropRangesBefore,
  findIn,
  findObjects,
  holdJust,
  keysOf,
  listLost,
  notScannedSince,
  pickObjects,
  readOverlapping,
  replaceObjects,
  toStorableRange,
  type KeyRange,
} from './object-ranges.ts';
import type { Queries } from './queries.ts';
import { indexKeys, indexScans, missingTargets } from './schema/tables.ts';
import { isStorable, toStorableBound } from './storable.ts';

export const allColumns = sql.raw(
  'connection_id, bucket, key, kind, etag, last_modified, size, storage_class, target, facts, recorded_at, seen_at',
);

/** What an insert does to a row of the same key; a condition follows. */
export const orReplace = (facts = sql`excluded.facts`): SQL => sql`ON CONFLICT (connection_id, bucket, key)
  DO UPDATE SET kind = excluded.kind, etag = excluded.etag, last_modified = excluded.last_modified,
  size = excluded.size, storage_class = excluded.storage_class, target = excluded.target, facts = ${facts},
  recorded_at = excluded.recorded_at, seen_at = excluded.seen_at`;

/** A list does not tell what was derived of a link: that stays for as long as the link is what it was. */
const listedFacts = sql`CASE
  WHEN kept.kind = 'link' AND (kept.kind, kept.etag, kept.last_modified, kept.target)
    IS NOT DISTINCT FROM (excluded.kind, excluded.etag, excluded.last_modified, excluded.target)
  THEN kept.facts ELSE excluded.facts END`;

/**
 * A row of this kind says that nothing is stored at its key. A scan that listed the key before it was deleted would bring
 * it back otherwise: a row that is not there does not tell when it went. The next scan takes it away.
 */
export const absent = 'absent';
/** Of the columns of an absent row. Any state that is seen later is newer. */
export const absentColumns = sql`${absent}, '', 'epoch'::timestamptz, 0, '', NULL, NULL, clock_timestamp(), clock_timestamp()`;

/** When what a row says was seen; rows of earlier versions tell when they were recorded. */
const seenAtOf = sql`coalesce(kept.seen_at, kept.recorded_at)`;

export const inBucket = ({ connectionId, bucket }: IndexedBucket): SQL | undefined =>
  and(eq(indexKeys.connectionId, connectionId), eq(indexKeys.bucket, bucket));

const wasSeenBy = (time: SQL): SQL => sql`coalesce(${indexKeys.seenAt}, ${indexKeys.recordedAt}) <= ${time}`;

/** Of rows that were last seen before a moment, not at it. */
export const wasUnseenSince = (time: SQL): SQL =>
  sql`coalesce(${indexKeys.seenAt}, ${indexKeys.recordedAt}) < ${time}`;

/** Removes what was last seen before a scan behind the key that it came to. */
export async function dropBehind(
  tx: Queries,
  place: IndexedBucket,
  { key: end, since }: { key: string; since: string },
): Promise<void> {
  const [key, time] = [toStorableBound(end), sql`${since}::timestamptz`];
  await tx.delete(indexKeys).where(and(inBucket(place), gt(indexKeys.key, key), wasSeenBy(time)));
  await dropObjectsBehind(tx, place, { key, time });
}

const isInRange = (
  { key }: typeof indexKeys | typeof missingTargets,
  { after, upTo }: KeyRange,
): SQL | undefined => and(gt(key, after), upTo === undefined ? undefined : lte(key, upTo));

/** Does what `IndexStore.replace` promises. */
export async function replaceRange(
  tx: Queries,
  place: IndexedBucket & { range: KeyRange },
  { links, objects, since }: Parameters<IndexStore['replace']>[2],
): Promise<void> {
  const range = toStorableRange(place.range);
  const begun = sql`${since}::timestamptz`;
  const scanned = { ...range, block: objects };
  const kept = await lockScan(tx, place);
  const before = await readOverlapping(tx, place, range);
  const packed = clipRanges(before, range);
  const linkKeys = links.map(({ key }) => key).filter((key) => isStorable(key));
  const rows = await takeRows(tx, place, [
    isInRange(indexKeys, range),
    wasSeenBy(begun),
    notInArray(indexKeys.key, sql`(SELECT unnest(${sql.param(linkKeys)}::text[]))`),
  ]);
  if (!holdJust(packed, scanned)) {
    const lost = await withoutRows(tx, place, listLost(packed, scanned, [...linkKeys, ...rows.keys()]));
    for (const [key, known] of pickObjects(packed, lost)) rows.set(key, known);
    await replaceObjects(tx, { ...place, before }, { ...scanned, seenAt: begun });
  }
  const objectAt = (key: string): IndexEntry | undefined => findIn(scanned, key);
  await noteTaken(tx, { ...place, kept, begun }, { rows, foundAt: objectAt });
  await put(tx, place, {
    entries: links,
    unless: () => sql`(${seenAtOf} > ${begun})`,
    // What it found was there after it began, nobody knows how much later.
    seenAt: begun,
    facts: listedFacts,
    kept,
    objectsAt: async (keys) => pickObjects(packed, keys),
  });
  const linksFound = new Set(linkKeys);
  await dropReturnedInRange(tx, place, {
    which: isInRange(missingTargets, range),
    isStored: (key) => linksFound.has(key) || objectAt(key) !== undefined,
  });
}

/** Does what `IndexStore.merge` promises. */
export async function mergeEntries(
  tx: Queries,
  place: IndexedBucket,
  { entries, since }: Parameters<IndexStore['merge']>[1],
): Promise<void> {
  const begun = sql`${since}::timestamptz`;
  const kept = await lockScan(tx, place);
  const unscanned = await notScannedSince(tx, place, { entries, time: begun });
  const unless = (): SQL => sql`(${seenAtOf} > ${begun})`;
  const objectsAt = (keys: readonly string[]): ReturnType<typeof findObjects> => findObjects(tx, place, keys);
  await put(tx, place, { entries: unscanned, unless, seenAt: begun, facts: listedFacts, kept, objectsAt });
  // Also those that a scan found again since then: their rows tell when they changed.
  const keys = sql`${sql.param(entries.map(({ key }) => key).filter((key) => isStorable(key)))}::text[]`;
  await tx.execute(sql`
    UPDATE ${indexKeys} AS kept SET seen_at = ${begun}
    WHERE (kept.connection_id, kept.bucket) = (${place.connectionId}::uuid, ${place.bucket})
      AND kept.key = ANY(${keys}) AND ${seenAtOf} < ${begun}`);
  await dropReturnedTargets(tx, place, sql`${missingTargets.key} = ANY(${keys})`);
}

/** Does what `IndexStore.dropUnseen` promises. */
export async function dropUnseen(tx: Queries, place: IndexedBucket, since: string): Promise<void> {
  const begun = sql`${since}::timestamptz`;
  const kept = await lockScan(tx, place);
  const taken = { ...place, kept, begun };
  const rows = await takeRows(tx, place, [wasUnseenSince(begun)]);
  await noteTaken(tx, taken, { rows });
  for await (const range of dropRangesBefore(tx, place, begun)) {
    const lost = keysOf([range]).filter((key) => !rows.has(key));
    await noteTaken(tx, taken, { rows: pickObjects([range], await withoutRows(tx, place, lost)) });
  }
}

/** Removes rows. @returns what they told */
async function takeRows(
  tx: Queries,
  place: IndexedBucket,
  conditions: (SQL | undefined)[],
): Promise<Map<string, KnownRow>> {
  const rows = await tx
    .delete(indexKeys)
    .where(and(inBucket(place), ...conditions))
    .returning();
  return new Map(rows.map((row) => [row.key, toKnown(row)]));
}

/** Those of the keys of which no row tells anything. */
async function withoutRows(tx: Queries, place: IndexedBucket, keys: readonly string[]): Promise<string[]> {
  const storable = keys.filter((key) => isStorable(key));
  if (storable.length === 0) return [];
  const rows = await tx
    .select({ key: indexKeys.key })
    .from(indexKeys)
    .where(and(inBucket(place), sql`${indexKeys.key} = ANY(${sql.param(storable)}::text[])`));
  const told = new Set(rows.map(({ key }) => key));
  return storable.filter((key) => !told.has(key));
}

/**
 * Keeps what was known of targets that are gone, and notes what others changed.
 * @param taken `rows`: what was known of keys at which that is not stored any more; `foundAt`: what is
 */
async function noteTaken(
  tx: Queries,
  { kept, begun, ...place }: IndexedBucket & { kept: KeptScan | undefined; begun: SQL },
  taken: { rows: ReadonlyMap<string, KnownRow>; foundAt?: (key: string) => IndexEntry | undefined },
): Promise<void> {
  const all = Array.from(taken.rows, ([key, known]) => ({ key, known, after: taken.foundAt?.(key) }));
  const gone = all.filter(({ after }) => after === undefined);
  await keepMissingTargets(
    tx,
    { ...place, recordedAt: begun },
    gone.flatMap((one) => toMissing(one, kept) ?? []),
  );
  if (kept === undefined) return;
  const turned = all.map(({ key, known, after }) => ({ key, before: known.entry, after, known }));
  await noteOutsideChanges(tx, { ...place, kept }, turned);
}

interface Gone {
  key: string;
  known: KnownRow;
}

/** An object that a scan did not find any more, as it was last seen. */
function toMissing({ key, known }: Gone, kept: KeptScan | undefined): MissingTarget | undefined {
  const since = (kept && seenBefore(kept, key, known)) ?? known.seenAt;
  const lastSeen = toLastSeen(known.entry, since.getTime());
  return lastSeen && { key, lastSeen };
}

/** Does what `IndexStore.record` promises. */
export async function recordSeen(tx: Queries, place: IndexedBucket, seen: readonly Seen[]): Promise<void> {
  const kept = await lockScan(tx, place);
  const isAbsent = ({ key, entry }: Seen): boolean => entry === undefined && isStorable(key);
  await remove(tx, place, { keys: seen.filter(isAbsent).map(({ key }) => key), kept });
  await put(tx, place, {
    entries: seen.flatMap(({ entry, derived }) => (derived === true ? [] : (entry ?? []))),
    unless: (found) => sql`(kept.last_modified > ${found}.last_modified)`,
    seenAt: sql`clock_timestamp()`,
    kept,
    objectsAt: (keys) => findObjects(tx, place, keys),
    isLookedAt: true,
  });
  await derive(
    tx,
    place,
    seen.flatMap(({ entry, derived }) => (derived === true ? (entry ?? []) : [])),
  );
  await keepMissingTargets(
    tx,
    place,
    seen.flatMap(({ key, entry, lastSeen }) =>
      entry === undefined && lastSeen !== undefined ? [{ key, lastSeen }] : [],
    ),
  );
  const keys = seen.map(({ key }) => key).filter((key) => isStorable(key));
  await dropReturnedTargets(tx, place, sql`${missingTargets.key} = ANY(${sql.param(keys)}::text[])`);
}

interface Put {
  entries: readonly IndexEntry[];
  /** Whether the row that is there, `kept`, stays. @param found what would take its place */
  unless: (found: SQL) => SQL;
  seenAt: SQL;
  /** The facts of a row that is there, where they are not those of what takes its place. */
  facts?: SQL;
  /** The scan before, where one is: what changed since then is noted. */
  kept: KeptScan | undefined;
  /** What packed objects tell of keys of which there was no row. */
  objectsAt: (keys: readonly string[]) => Promise<ReadonlyMap<string, KnownRow>>;
  /** Of single keys: an answer that was long on its way tells less than a packed object that changed later. */
  isLookedAt?: boolean;
}

/** One parameter for each column. Rows that say what is known already are left as they are. */
async function put(
  tx: Queries,
  place: IndexedBucket,
  { entries, unless, seenAt, facts = sql`excluded.facts`, kept, objectsAt, isLookedAt = false }: Put,
): Promise<void> {
  const { connectionId, bucket } = place;
  const stored = entries.filter(({ key }) => isStorable(key));
  if (stored.length === 0) return;
  const insert = sql`
    INSERT INTO ${indexKeys} AS kept (${allColumns})
    SELECT ${connectionId}::uuid, ${bucket}, seen.*, clock_timestamp(), ${seenAt} FROM ${toRows(stored)} AS seen
    ${orReplace(facts)}
    WHERE NOT ${unless(sql`excluded`)}
      AND (kept.kind, kept.etag, kept.last_modified, kept.size, kept.storage_class, kept.target, kept.facts)
      IS DISTINCT FROM (excluded.kind, excluded.etag, excluded.last_modified, excluded.size, excluded.storage_class,
        excluded.target, ${facts})`;
  if (kept === undefined) {
    await tx.execute(insert);
    return;
  }
  const found = toTable(stored, sql`seen`);
  const before = await readKnown(
    tx,
    place,
    // Looked up by its index: of rows that an array makes, the planner expects too many for that.
    sql`FROM ${indexKeys} AS kept JOIN ${found} ON kept.key = seen.key
    WHERE kept.key = ANY(${toKeys(stored)}) AND NOT ${unless(sql`seen`)} AND (kept.kind, kept.target) IS DISTINCT FROM (seen.kind, seen.target)`,
  );
  const { rows } = await tx.execute<{ key: string; isNew: boolean }>(
    sql`${insert} RETURNING kept.key, kept.xmax = 0 AS "isNew"`,
  );
  const written = new Map(rows.map(({ key, isNew }) => [key, isNew]));
  const newLinks = stored.filter(({ key, kind }) => kind === 'link' && written.get(key) === true);
  const packed = await objectsAt(newLinks.map(({ key }) => key));
  if (isLookedAt) {
    const older = newLinks.filter((link) => isOlder(link, packed.get(link.key)?.entry)).map(({ key }) => key);
    for (const key of older) written.delete(key);
    if (older.length > 0)
      await tx.delete(indexKeys).where(and(inBucket(place), inArray(indexKeys.key, older)));
  }
  const turned = stored.flatMap((after) => {
    const known = before.get(after.key) ?? packed.get(after.key);
    if (known === undefined && written.get(after.key) !== true) return [];
    return written.has(after.key) ? [{ key: after.key, before: known?.entry, after, known }] : [];
  });
  await noteOutsideChanges(tx, { ...place, kept }, turned);
}

const toKeys = (entries: readonly IndexEntry[]): SQL =>
  sql`${sql.param(entries.map(({ key }) => key))}::text[]`;

function toKnown(row: typeof indexKeys.$inferSelect): KnownRow {
  return { entry: row.kind === absent ? undefined : fromRow(row), seenAt: row.seenAt ?? row.recordedAt };
}

/** Rows of the index, locked until the transaction ends. @param where from `FROM` on, with the rows named `kept` */
async function readKnown(tx: Queries, place: IndexedBucket, where: SQL): Promise<Map<string, KnownRow>> {
  const { connectionId, bucket } = place;
  const { rows } = await tx.execute<{ key: string }>(
    sql`SELECT kept.key ${where} AND (kept.connection_id, kept.bucket) = (${connectionId}::uuid, ${bucket})
      FOR UPDATE OF kept`,
  );
  const keys = rows.map(({ key }) => key);
  if (keys.length === 0) return new Map();
  const known = await tx
    .select()
    .from(indexKeys)
    .where(and(inBucket(place), sql`${indexKeys.key} = ANY(${sql.param(keys)}::text[])`));
  return new Map(known.map((row) => [row.key, toKnown(row)]));
}

/** What a key is found without. */
async function remove(
  tx: Queries,
  place: IndexedBucket,
  { keys, kept }: { keys: readonly string[]; kept: KeptScan | undefined },
): Promise<void> {
  if (keys.length === 0) return;
  const gone = sql`${sql.param([...keys])}::text[]`;
  const known =
    kept === undefined
      ? []
      : await readKnown(tx, place, sql`FROM ${indexKeys} AS kept WHERE kept.key = ANY(${gone})`);
  await tx.execute(sql`
    INSERT INTO ${indexKeys} AS kept (${allColumns})
    SELECT ${place.connectionId}::uuid, ${place.bucket}, gone, ${absentColumns} FROM unnest(${gone}) AS gone
    ${orReplace()}`);
  const turned = Array.from(known, ([key, row]) => ({
    key,
    before: row.entry,
    after: undefined,
    known: row,
  }));
  if (kept !== undefined) await noteOutsideChanges(tx, { ...place, kept }, turned);
}

/** What is derived of a key is kept for as long as the key is what it was. */
async function derive(tx: Queries, place: IndexedBucket, entries: readonly IndexEntry[]): Promise<void> {
  const stored = entries.filter(({ key }) => isStorable(key));
  if (stored.length === 0) return;
  await tx.execute(sql`
    UPDATE ${indexKeys} AS kept SET facts = seen.facts, recorded_at = clock_timestamp(), seen_at = ${seenAtOf}
    FROM ${toTable(stored, sql`seen`)}
    WHERE (kept.connection_id, kept.bucket) = (${place.connectionId}::uuid, ${place.bucket}) AND kept.key = seen.key
      AND kept.key = ANY(${toKeys(stored)})
      AND (kept.kind, kept.etag, kept.last_modified) = (seen.kind, seen.etag, seen.last_modified)
      AND kept.facts IS DISTINCT FROM seen.facts`);
}

/** The last scan of a bucket; nobody else notes changes of it until the transaction ends. */
async function lockScan(tx: Queries, { connectionId, bucket }: IndexedBucket): Promise<KeptScan | undefined> {
  const [row] = await tx
    .select({ scan: indexScans.scan })
    .from(indexScans)
    .where(and(eq(indexScans.connectionId, connectionId), eq(indexScans.bucket, bucket)))
    .for('update');
  return row === undefined ? undefined : scanSchema.parse(JSON.parse(row.scan));
}
