import type { Change } from '@signpost/api-contract';
import type { KeyState, LinkDraft, Versioning } from '@signpost/link-model';

/** What is about to be written: recorded before the request leaves. */
export interface Intent {
  id: string;
  connection: string;
  bucket: string;
  key: string;
  action: Change['action'];
  undoes?: string;
  at: string;
  actor: string;
  reason?: string;
  before: KeyState;
  intended: LinkDraft | null;
  /** Set when the write removes a version instead of putting one on top. */
  removesVersion?: string;
  /** Of the bucket, when the write was prepared. */
  versioning: Versioning;
}

/** How it ended. `unknown` may be followed by a later outcome of the same change; the last one counts. */
export interface Outcome {
  id: string;
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

/** One key of one bucket over one connection. */
export interface KeyRef {
  connection: string;
  bucket: string;
  key: string;
}

export interface ChangeFilter {
  connection: string;
  bucket?: string | undefined;
  key?: string | undefined;
  /** Id that OSS gave the request of the write, in any case. */
  requestId?: string | undefined;
}

/** Where a page of changes begins: behind `cursor`, or with the change `from` itself; both are ids. */
export interface ChangePage {
  cursor?: string | undefined;
  from?: string | undefined;
  limit: number;
}

/** Remembers every write. A port: the journal in the database takes the file's place. */
export interface Journal {
  /** Durable once it resolves: only then may the write be sent. @throws ProblemError `change-not-recorded` */
  recordIntent(intent: Intent): Promise<void>;
  recordOutcome(outcome: Outcome): Promise<void>;
  get(connection: string, id: string): Recorded | undefined;
  /** Newest first. */
  list(filter: ChangeFilter, page: ChangePage): { items: Recorded[]; nextCursor?: string };
  /** The newest change of a key that was applied, or may have been; one that arrived late counts as newer than what it replaced. */
  latest(key: KeyRef): Recorded | undefined;
  /** Changes whose outcome is open or whose request may still arrive, oldest first; of one key, or all. */
  unresolved(key?: KeyRef): Recorded[];
  close(): Promise<void>;
}
