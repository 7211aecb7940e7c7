import type { Change, KeyVersion, ObservedState, OutsideChange } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';

/** What happened at a key, newest first: our own writes, and between them what others changed meanwhile. */
export type TimelineEntry =
  | { kind: 'change'; change: Change }
  /** A version that the bucket keeps and Signpost did not write. */
  | { kind: 'version'; version: KeyVersion }
  /** Something else stood there than what we had left: seen by `before`, the id of the change or `now`. */
  | { kind: 'outside'; seenBy: string; left: KeyState; found: KeyState }
  /** What others changed between two looks. */
  | { kind: 'observed'; change: OutsideChange };

/**
 * Versions have the order of the bucket: those of our own changes tell between which of them others wrote.
 * @param changes newest first
 * @param versions newest first; none where the bucket keeps none
 * @param observed newest first
 * @param whole no change is older than those that are listed
 */
export function toTimeline(
  changes: readonly Change[],
  now: KeyState,
  {
    versions = [],
    observed = [],
    whole = true,
  }: { versions?: readonly KeyVersion[]; observed?: readonly OutsideChange[]; whole?: boolean } = {},
): TimelineEntry[] {
  return withObserved(toOwnTimeline(changes, now, { versions, whole }), observed, { now, whole });
}

function toOwnTimeline(
  changes: readonly Change[],
  now: KeyState,
  { versions, whole }: { versions: readonly KeyVersion[]; whole: boolean },
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

/** Puts what was observed between the other entries, in place of those that tell less of the same. */
function withObserved(
  entries: readonly TimelineEntry[],
  observed: readonly OutsideChange[],
  { now, whole }: { now: KeyState; whole: boolean },
): TimelineEntry[] {
  const merged: TimelineEntry[] = [];
  const versions = entries.flatMap((entry) => (entry.kind === 'version' ? [entry.version] : []));
  const rest = observed.filter((change) => !versions.some((version) => isVersionOf(version, change)));
  const take = (until?: Change): OutsideChange[] => {
    const end = until === undefined ? -1 : rest.findIndex((change) => !isAfter(change, until));
    return rest.splice(0, end === -1 ? rest.length : end);
  };
  let inferred: TimelineEntry | undefined;
  let found: KeyState = now;
  const close = (until?: Change): void => {
    const between = take(until);
    merged.push(...between.map((change) => ({ kind: 'observed' as const, change })));
    // What was observed says the same with its moments, unless it was changed again since.
    if (inferred !== undefined && (between[0] === undefined || !isObserved(between[0].after, found)))
      merged.splice(merged.length - between.length, 0, inferred);
    inferred = undefined;
  };
  for (const entry of entries) {
    if (entry.kind === 'outside') {
      inferred = entry;
      found = entry.found;
      continue;
    }
    if (entry.kind === 'change') close(entry.change);
    merged.push(entry);
  }
  if (whole) close();
  return merged;
}

/** Whether it happened after a change of ours: that did not find what it left. */
function isAfter({ seenBefore, seenAt, after }: OutsideChange, change: Change): boolean {
  const at = Date.parse(change.at);
  if (Date.parse(seenAt) < at) return false;
  return Date.parse(seenBefore) >= at || !isObserved(after, change.before);
}

function isObserved(observed: ObservedState, state: KeyState): boolean {
  if (observed.kind === 'absent' || state.kind === 'absent') return observed.kind === state.kind;
  return observed.kind === state.kind && observed.etag === state.facts.etag;
}

/** A version tells when exactly it was written. */
function isVersionOf({ kind, at }: KeyVersion, { after, seenBefore, seenAt }: OutsideChange): boolean {
  const time = Date.parse(at);
  // Of whole seconds, by another clock.
  const isBetween = time >= Date.parse(seenBefore) - 1000 && time <= Date.parse(seenAt) + 1000;
  return isBetween && kind === (after.kind === 'absent' ? 'deleted' : after.kind);
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
