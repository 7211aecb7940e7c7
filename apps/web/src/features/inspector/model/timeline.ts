import type { Change, KeyVersion } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';

/** What happened at a key, newest first: our own writes, and between them what others changed meanwhile. */
export type TimelineEntry =
  | { kind: 'change'; change: Change }
  /** A version that the bucket keeps and Signpost did not write. */
  | { kind: 'version'; version: KeyVersion }
  /** Something else stood there than what we had left: seen by `before`, the id of the change or `now`. */
  | { kind: 'outside'; seenBy: string; left: KeyState; found: KeyState };

/**
 * Versions have the order of the bucket: those of our own changes tell between which of them others wrote.
 * @param changes newest first
 * @param versions newest first; none where the bucket keeps none
 * @param whole no change is older than those that are listed
 */
export function toTimeline(
  changes: readonly Change[],
  now: KeyState,
  { versions = [], whole = true }: { versions?: readonly KeyVersion[]; whole?: boolean } = {},
): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let next = { seenBy: 'now', found: now };
  let passed = 0;
  for (const change of changes) {
    if (change.outcome === 'applied') {
      const end = endBefore(change, versions, passed);
      const foreign = foreignAmong(versions.slice(passed, end));
      entries.push(...foreign);
      passed = end;
      const left = change.after;
      if (foreign.length === 0 && left !== undefined && !isSame(left, next.found))
        entries.push({ kind: 'outside', left, ...next });
      next = { seenBy: change.id, found: change.before };
    }
    entries.push({ kind: 'change', change });
  }
  // Those behind the oldest change that is listed may be older changes' own neighbours.
  return whole ? [...entries, ...foreignAmong(versions.slice(passed))] : entries;
}

/** Where the versions end that are newer than what a change made. */
function endBefore(change: Change, versions: readonly KeyVersion[], from: number): number {
  const own = versions.findIndex((version) => version.change === change.id);
  if (own >= from) return own;
  const older = versions.findIndex(
    (version, i) => i >= from && Date.parse(version.at) <= Date.parse(change.at),
  );
  return older === -1 ? versions.length : older;
}

function foreignAmong(versions: readonly KeyVersion[]): TimelineEntry[] {
  return versions.flatMap((version) =>
    version.change === undefined ? [{ kind: 'version' as const, version }] : [],
  );
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
