import type { Change } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';

/** What happened at a key, newest first: our own writes, and between them what others changed meanwhile. */
export type TimelineEntry =
  | { kind: 'change'; change: Change }
  /** Something else stood there than what we had left: seen by `before`, the id of the change or `now`. */
  | { kind: 'outside'; seenBy: string; left: KeyState; found: KeyState };

/** @param changes newest first */
export function toTimeline(changes: readonly Change[], now: KeyState): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let next = { seenBy: 'now', found: now };
  for (const change of changes) {
    if (change.outcome === 'applied') {
      const left = change.after;
      if (left !== undefined && !isSame(left, next.found)) entries.push({ kind: 'outside', left, ...next });
      next = { seenBy: change.id, found: change.before };
    }
    entries.push({ kind: 'change', change });
  }
  return entries;
}

/** The state as of a moment: what the last write until then left, or what the first one after it found. */
export function toStateAt(changes: readonly Change[], at: number, whole: boolean): KeyState | undefined {
  const applied = changes.filter(({ outcome }) => outcome === 'applied');
  const last = applied.find((change) => Date.parse(change.at) <= at);
  if (last !== undefined) return last.after;
  // Older changes that are not listed may have been written between the moment and the oldest one that is.
  return whole ? applied.at(-1)?.before : undefined;
}

function isSame(one: KeyState, other: KeyState): boolean {
  if (one.kind === 'absent' || other.kind === 'absent') return one.kind === other.kind;
  const [a, b] = [one.facts, other.facts];
  return one.kind === other.kind && a.etag === b.etag && a.lastModified === b.lastModified;
}
