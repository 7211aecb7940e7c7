import type { Change } from '@signpost/api-contract';
import type { KeyState, LinkDraft, Versioning } from '@signpost/link-model/write';
import type { Actor } from '../auth/permit.ts';

/** One key of one bucket over one connection. `connection` is the connection's immutable id. */
export interface KeyRef {
  connection: string;
  bucket: string;
  key: string;
}

/** What a write wants at its key. */
export type Intended =
  | { kind: 'absent' }
  | { kind: 'link'; link: LinkDraft }
  | { kind: 'object'; size?: number; contentType?: string; copyOf?: CopiedObject }
  | RestoredObject;

/** A readable copy of the archived object that is stored there; what is stored stays as it is. */
export interface RestoredObject extends NonNullable<Change['restore']> {
  kind: 'restored';
  /** End of the readable copy that there was already, ISO 8601. */
  readableUntil?: string;
}

/** An object as it was when it was copied. `etag` without quotes; `size` in bytes. */
export interface CopiedObject {
  key: string;
  etag: string;
  size: number;
}

/** The request behind something that is recorded. */
export interface RequestOrigin {
  /** Id that Signpost gave it. */
  requestId: string;
  /** Network address it came from. */
  address?: string | undefined;
}

/** What is about to be written: recorded before the request leaves. */
export interface Intent extends KeyRef {
  id: string;
  /** Changes made together have one group; a change made alone is its own. */
  group: string;
  action: Change['action'];
  undoes?: string;
  /** ISO 8601. */
  at: string;
  actor: Actor;
  reason?: string;
  /** Absent where no request asked for it, as for the rows of a plan. */
  request?: RequestOrigin;
  before: KeyState;
  intended: Intended;
  /** Set when the write removes a version instead of putting one on top. */
  removesVersion?: string;
  /** Of the bucket, when the write was prepared. */
  versioning: Versioning;
  /** Made-up history of the demo. */
  origin?: 'demo';
}

/** How it ended. `unknown` may be followed by a later outcome of the same change; the last one counts. */
export interface Outcome {
  id: string;
  /** ISO 8601. */
  at: string;
  outcome: 'applied' | 'failed' | 'unknown';
  after?: KeyState;
  ossRequestId?: string;
  /** Version, or delete marker, that the write made. */
  versionId?: string;
  problem?: { code: string; detail?: string };
  /** For `unknown`: when the request cannot reach OSS any more; ISO 8601. Absent once it was looked for after that. */
  mayArriveUntil?: string;
  /** For `unknown`: the key was written again, so that nothing tells any more. Id of that change, or `outside`. */
  overwrittenBy?: string;
  /** For `applied`: id of a later change that this one, arriving late, replaced. */
  overtook?: string;
  /** For `applied`: id of an earlier change that arrived after this one and replaced it. */
  overtakenBy?: string;
}

export interface Recorded {
  intent: Intent;
  outcome?: Outcome;
}

/** A change with the changes of its key that decide whether it can be undone. */
export interface RecordedWithLatest extends Recorded {
  /** The newest change of the key that was applied or may have been. */
  latest: Recorded | undefined;
  /** An earlier write to the key that this one was written over, its own request not yet looked for. */
  earlier: Recorded | undefined;
}

export interface ChangeFilter {
  connection: string;
  bucket?: string | undefined;
  key?: string | undefined;
  keyPrefix?: string | undefined;
  group?: string | undefined;
  actor?: string | undefined;
  action?: Change['action'] | undefined;
  outcome?: Change['outcome'] | undefined;
  /** ISO 8601; from inclusive, until exclusive. */
  from?: string | undefined;
  until?: string | undefined;
  /** Id that OSS gave the request of the write, in any case. */
  requestId?: string | undefined;
}

/** Where a page begins: behind `cursor`, which an earlier page answered. */
export interface PageRequest {
  cursor?: string | undefined;
  limit: number;
}

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/** Changes that are alike in what they are counted by. */
export interface CountedChanges {
  bucket: string;
  key: string;
  /** Id of the actor. */
  actor: string;
  action: Change['action'];
  outcome: Change['outcome'];
  count: number;
}

/** Remembers every write. Every method throws ProblemError `database-unavailable` while the database is away. */
export interface ChangeLog {
  /** Durable once it resolves, all or none: only then may the writes be sent. */
  begin(intents: readonly Intent[]): Promise<void>;
  /** Records how writes ended, all or none, and what they left at their keys in the link index along with it. */
  settle(outcomes: readonly Outcome[]): Promise<void>;
  get(connection: string, id: string): Promise<RecordedWithLatest | undefined>;
  /** Those of the changes that are recorded, by id, in one question; at most a thousand are asked for. */
  getMany(connection: string, ids: readonly string[]): Promise<ReadonlyMap<string, RecordedWithLatest>>;
  /** Newest first. */
  page(filter: ChangeFilter, page: PageRequest): Promise<Page<RecordedWithLatest>>;
  /** For each filter its newest `limit` changes, in one question; those that are alike are one entry. */
  count(filters: readonly ChangeFilter[], limit: number): Promise<CountedChanges[][]>;
  /**
   * The newest change of each key that was applied, or may have been, by {@link keyName}. One that arrived late counts
   * as newer than what it replaced. A restore writes nothing and does not count.
   */
  latestOf(keys: readonly KeyRef[]): Promise<ReadonlyMap<string, Recorded>>;
  /** Version ids that writes to a key are known to have made. */
  versionsMade(key: KeyRef): Promise<ReadonlyMap<string, string>>;
  /** Changes of a key whose outcome is open or whose request may still arrive, oldest first. */
  unresolvedOf(key: KeyRef): Promise<Recorded[]>;
  /**
   * Takes unresolved changes of these connections that no other replica works on, oldest first, for `forMs` from now.
   * @returns also all that are unresolved, the first thousand
   */
  claimUnresolved(request: {
    connections: readonly string[];
    limit: number;
    forMs: number;
  }): Promise<{ claimed: Recorded[]; unresolved: Recorded[] }>;
}

/** The link a write wants at its key; null where it wants something else. */
export function intendedLink({ intended }: Intent): LinkDraft | null {
  return intended.kind === 'link' ? intended.link : null;
}

/** The name of a key in maps. */
export function keyName({ connection, bucket, key }: KeyRef): string {
  return JSON.stringify([connection, bucket, key]);
}
