import {
  ObjectBlock,
  partition,
  toPlaces,
  type IndexEntry,
  type ObjectEntry,
  type ObjectRange,
} from '@signpost/link-model/index';
import { compareKeys } from '@signpost/oss-protocol/rules';
import { and, asc, eq, gt, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { IndexedBucket } from './index-rows.ts';
import type { KnownRow } from './note-outside-changes.ts';
import type { Queries } from './queries.ts';
import { indexObjects } from './schema/tables.ts';
import { toStorableBound } from './storable.ts';

/** Keys behind `after`, up to and with `upTo`; to the end of the bucket where that is absent. */
export interface KeyRange {
  after: string;
  upTo?: string | undefined;
}

export const toStorableRange = ({ after, upTo }: KeyRange): KeyRange => ({
  after: toStorableBound(after),
  ...(upTo === undefined ? {} : { upTo: toStorableBound(upTo) }),
});

/** A range of packed objects as it is kept. */
export interface StoredRange extends ObjectRange {
  seenAt: Date;
  bytes: Uint8Array;
  /** Its bytes are no block: it tells of no key until a scan has passed it. */
  isDamaged?: true;
}

const inBucket = ({ connectionId, bucket }: IndexedBucket): SQL | undefined =>
  and(eq(indexObjects.connectionId, connectionId), eq(indexObjects.bucket, bucket));

const atStart = (place: IndexedBucket, after: string): SQL | undefined =>
  and(inBucket(place), eq(indexObjects.after, after));

type RangeRow = typeof indexObjects.$inferSelect;

/** @throws where its bytes are no block */
function toRange({ after, upTo, objects, seenAt }: RangeRow): StoredRange {
  const range = { after, ...(upTo === null ? {} : { upTo }), seenAt, bytes: objects };
  return { ...range, block: new ObjectBlock(objects) };
}

/** For writers: a scan takes the place of what cannot be read. */
function toReplaceable(row: RangeRow): StoredRange {
  try {
    return toRange(row);
  } catch {
    const empty = ObjectBlock.pack([]);
    return { ...toRange({ ...row, objects: Buffer.from(empty.bytes) }), bytes: row.objects, isDamaged: true };
  }
}

/** Ranges that begin behind a key, in key order; from the first on without one. @throws where bytes are no block */
export async function readRanges(
  db: Queries,
  place: IndexedBucket,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<StoredRange[]> {
  const rows = await db
    .select()
    .from(indexObjects)
    .where(and(inBucket(place), after === undefined ? undefined : gt(indexObjects.after, after)))
    .orderBy(asc(indexObjects.after))
    .limit(limit);
  return rows.map(toRange);
}

/** Ranges that have keys in common with another one, in key order, locked until the transaction ends. */
export async function readOverlapping(
  tx: Queries,
  place: IndexedBucket,
  { after, upTo }: KeyRange,
): Promise<StoredRange[]> {
  const { connectionId, bucket } = place;
  const first = sql`coalesce((SELECT max(earlier.after) FROM ${indexObjects} AS earlier
    WHERE (earlier.connection_id, earlier.bucket) = (${connectionId}::uuid, ${bucket})
      AND earlier.after <= ${after}), '')`;
  const rows = await tx
    .select()
    .from(indexObjects)
    .where(
      and(
        inBucket(place),
        sql`${indexObjects.after} >= ${first}`,
        or(isNull(indexObjects.upTo), gt(indexObjects.upTo, after)),
        upTo === undefined ? undefined : lt(indexObjects.after, upTo),
      ),
    )
    .orderBy(asc(indexObjects.after))
    .for('update');
  return rows.map(toReplaceable);
}

/** What the packed objects of some keys say. */
export async function findObjects(
  tx: Queries,
  place: IndexedBucket,
  keys: readonly string[],
): Promise<Map<string, KnownRow>> {
  if (keys.length === 0) return new Map();
  const { connectionId, bucket } = place;
  const ranges = await tx
    .select()
    .from(indexObjects)
    .where(
      and(
        inBucket(place),
        sql`${indexObjects.after} IN (SELECT around.after FROM unnest(${sql.param([...keys])}::text[]) AS wanted (key)
          CROSS JOIN LATERAL (SELECT before.after FROM ${indexObjects} AS before
            WHERE (before.connection_id, before.bucket) = (${connectionId}::uuid, ${bucket})
              AND before.after < (wanted.key COLLATE "C")
            ORDER BY before.after DESC LIMIT 1) AS around)`,
      ),
    );
  return pickObjects(ranges.map(toReplaceable), keys);
}

/** The same of ranges that were read, in any order: each key is in one of them at most. */
export function pickObjects(ranges: readonly StoredRange[], keys: Iterable<string>): Map<string, KnownRow> {
  const found = new Map<string, KnownRow>();
  const inOrder = ranges.toSorted((a, b) => compareKeys(a.after, b.after));
  for (const key of keys) {
    const range = inOrder[partition(inOrder, ({ after }) => compareKeys(after, key) < 0) - 1];
    const entry = range && findIn(range, key);
    if (range !== undefined && entry !== undefined) found.set(key, { entry, seenAt: range.seenAt });
  }
  return found;
}

const holdsKey = ({ after, upTo }: KeyRange, key: string): boolean =>
  compareKeys(key, after) > 0 && (upTo === undefined || compareKeys(key, upTo) <= 0);

/** What a range holds at a key. */
export function findIn(range: ObjectRange, key: string): ObjectEntry | undefined {
  const at = holdsKey(range, key) ? range.block.find(key) : -1;
  return at < 0 ? undefined : range.block.entry(at);
}

/** Parts of ranges that lie in another one. */
export function clipRanges(ranges: readonly StoredRange[], { after, upTo }: KeyRange): StoredRange[] {
  return ranges.map((range) => ({
    ...range,
    after: compareKeys(range.after, after) < 0 ? after : range.after,
    upTo: endsBehind(range, upTo) ? upTo : range.upTo,
  }));
}

/** Keys of packed objects, in key order. */
export const keysOf = (ranges: readonly ObjectRange[]): string[] =>
  ranges.flatMap((range) => {
    const { from, to } = toPlaces(range);
    return range.block.keys(from, to);
  });

/** Keys of packed objects that a range does not hold any more, without some others. */
export function listLost(
  packed: readonly ObjectRange[],
  scanned: ObjectRange,
  others: readonly string[],
): string[] {
  const before = keysOf(packed);
  // Of a first scan there is nothing to compare with.
  if (before.length === 0) return [];
  const found = new Set([...keysOf([scanned]), ...others]);
  return before.filter((key) => !found.has(key));
}

/** Tells whether ranges hold the objects of another one, and no others. */
export function holdJust(ranges: readonly StoredRange[], other: ObjectRange): boolean {
  if (ranges.some(({ isDamaged }) => isDamaged)) return false;
  const places = ranges.map(toPlaces);
  const { from, to } = toPlaces(other);
  if (places.reduce((sum, one) => sum + one.to - one.from, 0) !== to - from) return false;
  let next = from;
  for (const [i, { block }] of ranges.entries())
    for (let at = places[i]!.from; at < places[i]!.to; at += 1, next += 1)
      if (!block.isSame(at, other.block, next)) return false;
  return true;
}

/** Puts a range in place of what others held of its keys. @param before those that have keys in common with it */
export async function replaceObjects(
  tx: Queries,
  place: IndexedBucket & { before: readonly StoredRange[] },
  { seenAt, block, ...range }: ObjectRange & { seenAt: SQL },
): Promise<void> {
  const { connectionId, bucket } = place;
  for (const old of place.before) await cutOut(tx, { connectionId, bucket, range }, old);
  const { from, to } = toPlaces({ ...range, block });
  if (from === to) return;
  await tx.insert(indexObjects).values({
    connectionId,
    bucket,
    after: range.after,
    upTo: range.upTo ?? null,
    objects: Buffer.from(block.bytes),
    seenAt,
  });
}

/** What is left of a range before and behind another one stays. */
async function cutOut(
  tx: Queries,
  { range, ...place }: IndexedBucket & { range: KeyRange },
  old: StoredRange,
): Promise<void> {
  const { upTo } = range;
  const isLeftBefore = compareKeys(old.after, range.after) < 0;
  if (upTo === undefined || !endsBehind(old, upTo)) {
    if (isLeftBefore)
      await tx.update(indexObjects).set({ upTo: range.after }).where(atStart(place, old.after));
    else await tx.delete(indexObjects).where(atStart(place, old.after));
    return;
  }
  if (!isLeftBefore) {
    await tx.update(indexObjects).set({ after: upTo }).where(atStart(place, old.after));
    return;
  }
  const { connectionId, bucket } = place;
  await tx.insert(indexObjects).values({
    connectionId,
    bucket,
    after: upTo,
    upTo: old.upTo ?? null,
    objects: Buffer.from(old.bytes),
    seenAt: old.seenAt,
  });
  await tx.update(indexObjects).set({ upTo: range.after }).where(atStart(place, old.after));
}

const endsBehind = (range: KeyRange, key: string | undefined): key is string =>
  key !== undefined && (range.upTo === undefined || compareKeys(range.upTo, key) > 0);

/** Entries at whose keys no scan looked since a moment. */
export async function notScannedSince(
  tx: Queries,
  place: IndexedBucket,
  { entries, time }: { entries: readonly IndexEntry[]; time: SQL },
): Promise<readonly IndexEntry[]> {
  const later = await tx
    .select({ after: indexObjects.after, upTo: indexObjects.upTo })
    .from(indexObjects)
    .where(and(inBucket(place), gt(indexObjects.seenAt, time)));
  if (later.length === 0) return entries;
  const ranges = later.map(({ after, upTo }) => ({ after, upTo: upTo ?? undefined }));
  return entries.filter(({ key }) => !ranges.some((range) => holdsKey(range, key)));
}

/** Drops ranges that were last read before a moment, not at it; one after another, since they are large. */
export async function* dropRangesBefore(
  tx: Queries,
  place: IndexedBucket,
  time: SQL,
): AsyncGenerator<StoredRange> {
  for (;;) {
    const [row] = await tx
      .select()
      .from(indexObjects)
      .where(and(inBucket(place), lt(indexObjects.seenAt, time)))
      .orderBy(asc(indexObjects.after))
      .limit(1)
      .for('update');
    if (row === undefined) return;
    await tx.delete(indexObjects).where(atStart(place, row.after));
    yield toReplaceable(row);
  }
}

/** Removes what was last read by a moment behind a key. */
export async function dropObjectsBehind(
  tx: Queries,
  place: IndexedBucket,
  { key, time }: { key: string; time: SQL },
): Promise<void> {
  const wasRead = and(inBucket(place), lte(indexObjects.seenAt, time));
  await tx.delete(indexObjects).where(and(wasRead, sql`${indexObjects.after} >= ${key}`));
  await tx
    .update(indexObjects)
    .set({ upTo: key })
    .where(
      and(wasRead, lt(indexObjects.after, key), or(isNull(indexObjects.upTo), gt(indexObjects.upTo, key))),
    );
}

export async function forgetObjects(tx: Queries, place: IndexedBucket): Promise<void> {
  await tx.delete(indexObjects).where(inBucket(place));
}
