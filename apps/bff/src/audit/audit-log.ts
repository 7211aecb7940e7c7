import type { Actor } from '../auth/permit.ts';
import type { Page, PageRequest } from '../changes/change-log.ts';

/** How it went. What takes a while is `started` first, and has a second event when it has ended. */
export type AuditOutcome = 'started' | 'done' | 'refused' | 'failed' | 'unknown';

/** One thing that somebody did, or was refused. It holds no secret and no signature. */
export interface AuditEvent {
  /** ISO 8601. */
  at: string;
  actor: Actor;
  /** Like `write.repoint`, `plan.apply`, `export.links`: any name; those the console has words for are `auditActions`. */
  action: string;
  outcome: AuditOutcome;
  /** Id of the connection; absent of what belongs to none. */
  connection?: string | undefined;
  bucket?: string | undefined;
  key?: string | undefined;
  /** Id of the change, or of the plan that made many: what was there before and after stands in the change log. */
  change?: string | undefined;
  ossRequestId?: string | undefined;
  /** Id that Signpost gave the request. */
  requestId?: string | undefined;
  /** Network address of the caller. */
  address?: string | undefined;
  reason?: string | undefined;
  details?: AuditDetails | undefined;
}

export type AuditDetails = Readonly<Record<string, string | number | boolean>>;

/** A place in the chain: the last event before it, and the hash that covers everything up to there. */
export interface ChainPoint {
  sequence: number;
  hash: string;
}

export interface RecordedEvent extends AuditEvent, ChainPoint {}

/** An event as it is kept; `at` has the precision of the store, `details` is the text that was hashed. */
export interface ChainedEvent extends Omit<AuditEvent, 'details'>, ChainPoint {
  details?: string | undefined;
}

/** Where the kept events begin and end: `base` moves when old ones are removed, `head` with each event. */
export interface ChainBounds {
  base: ChainPoint;
  head: ChainPoint;
}

export interface AuditFilter {
  /** Id of a connection: its events, and those of none. */
  connection?: string | undefined;
  /** Id or name of the actor. */
  actor?: string | undefined;
  action?: string | undefined;
  outcome?: AuditOutcome | undefined;
  bucket?: string | undefined;
  keyPrefix?: string | undefined;
  change?: string | undefined;
  /** ISO 8601; from inclusive, until exclusive. */
  from?: string | undefined;
  until?: string | undefined;
}

/**
 * Who did what and when, in one chain over all consoles of a database: each event's hash covers the one before it. Only
 * grows, but for {@link AuditLog.trim}. Every method throws ProblemError `database-unavailable` while the database is
 * away.
 */
export interface AuditLog {
  /** Durable once it resolves. */
  record(event: AuditEvent): Promise<void>;
  /** Newest first. */
  page(filter: AuditFilter, page: PageRequest): Promise<Page<RecordedEvent>>;
  /** Undefined until the first event. */
  bounds(): Promise<ChainBounds | undefined>;
  /** Events behind a sequence, oldest first, as they are kept. */
  chained(after: number, limit: number): Promise<ChainedEvent[]>;
  /**
   * Removes up to `limit` of the oldest events that are older than `before` (ISO 8601) and records that it did. The
   * hash of the last one removed becomes the base of the chain. @returns how many were removed
   */
  trim(request: TrimRequest): Promise<number>;
}

export interface TrimRequest {
  before: string;
  limit: number;
  /** ISO 8601, of the event that tells of it. */
  at: string;
}
