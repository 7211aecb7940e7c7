import type { ObservedState } from '@signpost/api-contract';
import type { IndexEntry } from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import type { Intended, RestoredObject, Page, PageRequest, Recorded } from '../changes/change-log.ts';

/** What the index knew of a key, and what was found there that no change of Signpost's own log explains. */
export interface OutsideChange {
  id: string;
  bucket: string;
  key: string;
  before: ObservedState;
  after: ObservedState;
  /** When the earlier state was last known to be there; ISO 8601. */
  seenBefore: string;
  /** When the later one was recorded; ISO 8601. */
  seenAt: string;
}

/**
 * What others changed, of one connection. The index store writes it, in the transaction in which the index takes the new
 * state. Throws ProblemError `database-unavailable` while the database is away.
 */
export interface OutsideChanges {
  /** Of one key, newest first. */
  page(of: { bucket: string; key: string }, page: PageRequest): Promise<Page<OutsideChange>>;
}

/** What a row of the index turned from and into. */
export interface Turned {
  key: string;
  /** Undefined: nothing was stored at the key. */
  before: IndexEntry | undefined;
  after: IndexEntry | undefined;
}

/**
 * Whether it is to be told: a link that leads elsewhere, has gone or became an object, and one that is new. What others do
 * with objects that are no links is not told, nor is what may be the same.
 */
export function isTold({ before, after }: Turned): boolean {
  if (before?.kind !== 'link') return after?.kind === 'link';
  if (after?.kind !== 'link') return true;
  // A target that could not be read may be the same.
  return before.target !== undefined && after.target !== undefined && before.target !== after.target;
}

export function toObserved(entry: IndexEntry | undefined): ObservedState {
  if (entry === undefined) return { kind: 'absent' };
  const { etag, lastModified, size } = entry;
  if (entry.kind === 'object') return { kind: 'object', etag, lastModified, size };
  return {
    kind: 'link',
    etag,
    lastModified,
    ...(entry.target === undefined ? {} : { target: entry.target }),
  };
}

/** Changes of a key that are asked whether they explain what was found there. */
export const mostAsked = 20;

/**
 * Whether a change of ours explains what was found: it left that, or its outcome is open and it wants that.
 * @param own changes of the key that did not fail
 */
export function isExplained(found: IndexEntry | undefined, own: readonly Recorded[]): boolean {
  return own.some(({ intent: { intended }, outcome }) => {
    // A restore writes nothing at its key.
    if (intended.kind === 'restored') return false;
    return outcome?.outcome === 'applied' && outcome.after !== undefined
      ? isLeft(outcome.after, found)
      : isMeant(intended, found);
  });
}

/** An absence is in the index as soon as it is settled: a later one is another one. */
function isLeft(left: KeyState, found: IndexEntry | undefined): boolean {
  if (left.kind === 'absent' || found === undefined || left.kind !== found.kind) return false;
  const isSame = left.facts.etag === found.etag && isSameSecond(left.facts.lastModified, found.lastModified);
  return isSame && (left.kind !== 'link' || found.kind !== 'link' || left.link.target === found.target);
}

function isMeant(intended: Exclude<Intended, RestoredObject>, found: IndexEntry | undefined): boolean {
  if (intended.kind === 'absent' || found === undefined)
    return intended.kind === 'absent' && found === undefined;
  if (intended.kind === 'link') return found.kind === 'link' && intended.link.target === found.target;
  return found.kind === 'object' && (intended.size === undefined || intended.size === found.size);
}

/** Headers tell seconds, lists more. */
function isSameSecond(one: string, other: string): boolean {
  return Math.floor(Date.parse(one) / 1000) === Math.floor(Date.parse(other) / 1000);
}
