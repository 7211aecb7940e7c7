import { isBroken } from '@signpost/link-model/health';
import type { IndexEntry, JudgedLink, LinkIndex, SeenHeaders } from '@signpost/link-model/index';
import type { BucketState } from './bucket-state.ts';
import type { IndexSaver } from './index-saver.ts';
import type { Seen } from './index-store.ts';

/** Takes what was seen at a key into the index of its bucket, and into the one that is being made. */
export function takeInto(
  state: BucketState,
  { seen, now, saver }: { seen: Seen; now: number; saver: IndexSaver },
): void {
  if (state.scanning !== undefined || state.isLoading === true) state.seenMeanwhile.set(seen.key, seen);
  const { index } = state;
  if (index === undefined) {
    // The first scan is under way: what is seen meanwhile must outlive this console as what it finds does.
    if (state.scanning !== undefined) saver.saw(state.coverage.bucket, seen);
    return;
  }
  for (const key of applyNoting(index, seen, new Date(now).toISOString())) {
    const isSeen = key === seen.key && seen.derived !== true;
    saver.saw(state.coverage.bucket, { key, entry: index.get(key), ...(isSeen ? {} : { derived: true }) });
  }
  state.coverage = { ...state.coverage, keys: index.size };
}

export function applySeen(index: LinkIndex, { key, entry }: Seen): void {
  if (entry === undefined) index.remove(key);
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
  return links.filter((key) => index.get(key) !== before.get(key)?.entry);
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
  const links = [...index.entries()].filter((entry) => entry.kind === 'link');
  for (const link of links) {
    const old = earlier.get(link.key);
    const isSame = old?.kind === 'link' && old.etag === link.etag && old.lastModified === link.lastModified;
    if (isSame && old.served !== undefined && link.served === undefined)
      index.put({ ...link, served: old.served });
    // Of a key that the scan before did not come to, nothing is known.
    if (earlier.knows(link.key)) noteBreak(index, link.key, { before: earlier.judge(link.key), at });
  }
}
