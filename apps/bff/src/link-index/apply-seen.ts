import { isDeepStrictEqual } from 'node:util';
import { isBroken } from '@signpost/link-model/health';
import {
  reachedKey,
  type IndexEntry,
  type JudgedLink,
  type LastSeen,
  type LinkIndex,
  type SeenHeaders,
} from '@signpost/link-model/index';
import type { BucketState } from './bucket-state.ts';
import type { IndexSaver } from './index-saver.ts';
import type { MissingTarget, Seen } from './index-store.ts';
import { toLastSeen } from './to-seen.ts';

/** Takes what was seen at a key into the index of its bucket, and into the one that is being made. */
export function takeInto(
  state: BucketState,
  { seen, now, saver }: { seen: Seen; now: number; saver: IndexSaver },
): void {
  const { index } = state;
  expireCopies(state, { now, saver });
  const at = new Date(now).toISOString();
  const lastSeen = findLastSeen(state, seen);
  const told = lastSeen === undefined ? seen : { ...seen, lastSeen };
  if (state.scanning !== undefined || state.isLoading === true) state.seenMeanwhile.set(seen.key, told);
  if (index === undefined) {
    // The first scan is under way: what is seen meanwhile must outlive this console as what it finds does.
    if (state.scanning !== undefined) saver.saw(state.coverage.bucket, seen);
    return;
  }
  if (seen.entry?.kind === 'object' && index.hasBacklinks(seen.key)) state.lastLooks.set(seen.key, at);
  for (const key of applyNoting(index, told, at)) {
    const isSeen = key === seen.key && seen.derived !== true;
    const entry = index.get(key);
    saver.saw(state.coverage.bucket, isSeen ? { ...told, entry } : { key, entry, derived: true });
  }
  state.coverage = { ...state.coverage, keys: index.size };
}

/**
 * Takes archived objects whose restored copy has expired for what they are again. Links to them broke at that moment,
 * whenever somebody asks: every console comes to the same without a look at OSS.
 */
export function expireCopies(
  { index, coverage }: BucketState,
  { now, saver }: { now: number; saver: IndexSaver },
): void {
  for (const key of index?.expiredCopies(now) ?? []) {
    const entry = index?.get(key);
    if (index === undefined || entry?.kind !== 'object' || entry.restoredUntil === undefined) continue;
    const { restoredUntil, ...rest } = entry;
    for (const at of applyNoting(index, { key, entry: { ...rest, restored: false } }, restoredUntil))
      // Of the object itself a scan or a look will tell the same.
      if (at !== key) saver.saw(coverage.bucket, { key: at, entry: index.get(at), derived: true });
  }
}

/** What was at a target that is seen to be missing. */
function findLastSeen(state: BucketState, { key, entry }: Seen): LastSeen | undefined {
  if (entry !== undefined || state.index?.hasBacklinks(key) !== true) return undefined;
  return toLastKnown(state, state.index.get(key)) ?? state.index.lastSeen(key);
}

/** An object as it was last seen: in the scan, when somebody last looked at it, or when it was written. */
function toLastKnown(
  { knownSince = '', lastLooks }: BucketState,
  entry: IndexEntry | undefined,
): LastSeen | undefined {
  const times = [knownSince, lastLooks.get(entry?.key ?? '') ?? ''].map((time) => Date.parse(time));
  return toLastSeen(entry, Math.max(...times.filter((time) => !Number.isNaN(time))));
}

/** Forgets looks that a newer scan makes up for. */
export function takeSince(state: BucketState, since: string | undefined): void {
  state.knownSince = since;
  if (since === undefined) return;
  for (const [key, at] of state.lastLooks)
    if (Date.parse(at) < Date.parse(since)) state.lastLooks.delete(key);
}

/** Takes over what was at targets at which a scan found nothing. @param kept what the store knows of missing targets */
export function carryLastSeen(
  { index: earlier, ...state }: BucketState,
  index: LinkIndex,
  kept: readonly MissingTarget[],
): void {
  const stored = new Map(kept.map(({ key, lastSeen }) => [key, lastSeen]));
  for (const link of index.linkKeys()) {
    const target = reachedKey(index.get(link));
    if (target === undefined || index.get(target) !== undefined) continue;
    // Behind the end of a scan that was cut, an object may still be there.
    const gone = index.knows(target) ? earlier?.get(target) : undefined;
    const told = [toLastKnown(state, gone), earlier?.lastSeen(target), stored.get(target)];
    // The later one counts, as in the store: consoles would tell of different moments else.
    const [latest] = told
      .filter((one) => one !== undefined)
      .toSorted((a, b) => Date.parse(b.seenAt) - Date.parse(a.seenAt));
    if (latest !== undefined) index.noteLastSeen(target, latest);
  }
}

export function applySeen(index: LinkIndex, { key, entry, lastSeen }: Seen): void {
  if (entry === undefined) {
    index.remove(key);
    if (lastSeen !== undefined) index.noteLastSeen(key, lastSeen);
  }
  // Most looks find what is known: that leaves what was derived alone, and what a look does not tell (a restore).
  else if (!isKnown(index.get(key), entry)) index.put(entry);
}

function isKnown(known: IndexEntry | undefined, seen: IndexEntry): boolean {
  return (
    known !== undefined &&
    known.etag === seen.etag &&
    known.lastModified === seen.lastModified &&
    known.size === seen.size &&
    known.storageClass === seen.storageClass &&
    (known.kind === 'link'
      ? seen.kind === 'link' &&
        known.target === seen.target &&
        (seen.served === undefined || isSameServed(known.served, seen.served)) &&
        (seen.readAs === undefined || known.readAs === seen.readAs)
      : seen.kind === 'object' &&
        (seen.restored === undefined ||
          (seen.restored === (known.restored ?? false) && seen.restoredUntil === known.restoredUntil)))
  );
}

function isSameServed(known: SeenHeaders | undefined, seen: SeenHeaders): boolean {
  return known?.targetModified === seen.targetModified && known.wrong.join() === seen.wrong.join();
}

/** Applies what was seen, and notes which links broke by it. @returns keys of which something else is known now */
function applyNoting(index: LinkIndex, seen: Seen, at: string): string[] {
  const links = [seen.key, ...index.backlinksOf(seen.key)];
  const before = new Map(links.map((key) => [key, { entry: index.get(key), judged: index.judge(key) }]));
  applySeen(index, seen);
  for (const key of links) noteBreak(index, key, { before: before.get(key)?.judged, at });
  return links.filter((key) => !isDeepStrictEqual(index.get(key), before.get(key)?.entry));
}

/** Records when a link was first seen broken. What was broken before stays so since then. */
function noteBreak(
  index: LinkIndex,
  key: string,
  { before, at }: { before: JudgedLink | undefined; at: string },
): void {
  const entry = index.get(key);
  const now = index.judge(key);
  if (entry?.kind !== 'link' || now === undefined || !isBroken(now.health)) return;
  const since = before !== undefined && isBroken(before.health) ? before.brokenSince : at;
  if (since !== undefined && since !== entry.brokenSince) index.put({ ...entry, brokenSince: since });
}

/** Takes over what an earlier scan of the bucket knew and this one does not tell. */
export function carryOver(earlier: LinkIndex | undefined, index: LinkIndex, at: string): void {
  if (earlier === undefined) return;
  for (const key of index.linkKeys()) {
    const link = index.link(key);
    if (link === undefined) continue;
    const old = earlier.get(link.key);
    const isSame = old?.kind === 'link' && old.etag === link.etag && old.lastModified === link.lastModified;
    if (isSame && old.served !== undefined && link.served === undefined)
      index.put({ ...link, served: old.served });
    // Of a key that the scan before did not come to, nothing is known.
    if (earlier.knows(link.key)) noteBreak(index, link.key, { before: earlier.judge(link.key), at });
  }
}
