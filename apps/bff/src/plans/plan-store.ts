import type {
  KeptSource,
  PlanAction,
  PlanDecision,
  PlanGroup,
  PlanOrigin,
  PlanRowKind,
  PlanRowOutcome,
  PlanState,
} from '@signpost/api-contract';
import type { Finding, FindingLevel, LinkSettings } from '@signpost/link-model/write';
import type { Actor } from '../auth/permit.ts';
import type { Page, PageRequest, RequestOrigin } from '../changes/change-log.ts';

/** What a plan is drafted from: what somebody asked for, or the plan (its id) that it takes back. */
export type DraftSource = KeptSource | { kind: 'roll-back'; plan: string };

/** Why a plan could not be drafted, or what holds it up; it goes on by itself at `retryAt` (ISO 8601). */
export interface PlanProblem {
  code: string;
  ossRequestId?: string;
  retryAt?: string;
}

export interface RowProblem {
  code: string;
  ossRequestId?: string;
}

/** Links of the folder that a plan moves, counted while it was drafted. */
export interface PlanShare {
  prefix: string;
  links: number;
}

/** What a link that is no longer as reviewed does: its row is left, or everything stops. */
export type OnDrift = 'skip' | 'stop';

/** A plan that is about to be drafted. */
export interface NewPlan {
  /** The id it gets; a plan that has it already is answered as it is. */
  id?: string;
  /** Id of the connection. */
  connection: string;
  bucket: string;
  source: DraftSource;
  origin: PlanOrigin;
  /** ISO 8601. */
  createdAt: string;
  actor: Actor;
  reason?: string;
}

export interface StoredPlan extends NewPlan {
  id: string;
  /** Counts up from 1 over a connection. */
  number: number;
  state: PlanState;
  /** Address of the content of its rows; empty until it is drafted. */
  revision: string;
  /** Names of findings that were accepted when it was applied. */
  accept: string[];
  onDrift: OnDrift;
  /** Who applied it; `actor` is who had it drafted. */
  appliedBy?: Actor;
  /** ISO 8601. */
  appliedAt?: string;
  endedAt?: string;
  problem?: PlanProblem;
  share?: PlanShare;
  /** An applied roll-back holds manifests of this folder up. */
  heldPrefix?: string;
}

/**
 * For a copy, of a link or an object: what is copied. For the delete that follows it: what holds the content from then
 * on. `etag`, of the object or link that the row reads or deletes, without quotes; `size` in bytes.
 */
export interface Twin {
  key: string;
  etag: string;
  size: number;
  /** Absent of links. */
  crc64?: string;
}

/** One key of a plan as it is drafted. */
export interface DraftRow {
  /** Its place in the plan, from 1 on. */
  row: number;
  /** Named once in a plan. */
  key: string;
  kind: PlanRowKind;
  action: PlanAction;
  decision: PlanDecision;
  /** Rows of a lower phase are written first. */
  phase: number;
  /** Target of the link now; null where there is none. */
  now: string | null;
  /** Target of the link once the row is written; null: it will be gone. */
  target: string | null;
  /** What is set along with a create or repoint. */
  settings?: LinkSettings;
  /** State token that the draft saw; absent: nothing was stored at the key. */
  token?: string;
  /** For `restore`, and where a copy is removed again: id of the change that is taken back. */
  undoes?: string;
  /** The other key with the same content, and the content as it was seen. */
  twin?: Twin;
  /** Keys of rows that must have been applied before this one; given, also where there are none, in a plan of stages. */
  needs?: string[];
  /** Worst first. */
  findings: Finding[];
  /** Why nothing is planned for the key, or why its row was not written. */
  problem?: RowProblem;
}

export interface StoredRow extends DraftRow {
  /** `waiting` until the plan is applied. */
  outcome: PlanRowOutcome;
  /** Id under which its change is recorded, from its first claim on. */
  change?: string;
}

/** A row that this process may write. */
export interface ClaimedRow extends StoredRow {
  change: string;
  /** It was claimed before: its change may be recorded, and written. */
  mayBeBegun: boolean;
}

export type DraftResult = { origin: PlanOrigin; share?: PlanShare } | { failure: RowProblem };

export interface PlanFilter {
  connection: string;
  ids?: readonly string[] | undefined;
  bucket?: string | undefined;
  state?: PlanState | undefined;
  /** Key that they would write; those that are open, applied or paused. */
  writes?: string | undefined;
}

export interface RowFilter {
  kind?: PlanRowKind | undefined;
  decision?: PlanDecision | undefined;
  outcome?: PlanRowOutcome | undefined;
  /** Name under which a finding is accepted. */
  finding?: string | undefined;
  /** Id of a group. */
  group?: string | undefined;
  /** Part of the key, in any case. */
  contains?: string | undefined;
}

export interface ListedPlan extends StoredPlan {
  rows: number;
  /** Rows that are not left as they are. */
  written: number;
  outcomes: Partial<Record<PlanRowOutcome, number>>;
}

export interface FindingSum {
  /** Name under which it is accepted. */
  name: string;
  /** The worst of the rows that will be written; where none will be, of all. */
  level: FindingLevel;
  /** Rows that have it, and those of them whose decision is `write`. */
  rows: number;
  written: number;
  /** The first row that will be written; where none will be, the first of all. */
  first: { row: number; key: string; finding: Finding };
}

export interface PlanSums {
  rows: number;
  decisions: Partial<Record<PlanDecision, Partial<Record<PlanAction, number>>>>;
  kinds: Partial<Record<PlanRowKind, number>>;
  outcomes: Partial<Record<PlanRowOutcome, number>>;
  /** Worst first, then by name. */
  findings: FindingSum[];
  /** Rows to be written as planned that have a finding of level `block`. */
  blocked: number;
  /** Rows that got their outcome within the last minute. */
  settledLastMinute: number;
}

/** Rows that an edit is about. */
export type EditedRows =
  | { by: 'row'; rows: readonly number[] }
  | { by: 'kind'; kind: PlanRowKind }
  | { by: 'finding'; name: string }
  | { by: 'group'; group: string };

export interface ApplyTerms {
  accept: readonly string[];
  onDrift: OnDrift;
  actor: Actor;
  /** The request that applies it, for the audit log. */
  request?: RequestOrigin | undefined;
  reason?: string | undefined;
  /** ISO 8601. */
  appliedAt: string;
}

/** `changed`: the revision is another one by now; `not-open`: the plan is in another state. */
export type EditResult = 'done' | 'changed' | 'not-open' | 'missing';

/** Who moves a plan, for the audit log. */
export interface PlanMover {
  actor: Actor;
  /** ISO 8601. */
  at: string;
  request: RequestOrigin;
}

export interface MoveOptions {
  /** Absent where no person does. */
  by?: PlanMover;
  /** `failed-again`: failed rows wait again, with a new change; `waiting-left-out`: waiting rows are left out. */
  rows?: 'failed-again' | 'waiting-left-out';
  /** ISO 8601. A plan that goes on loses its end. */
  endedAt?: string;
  /** Null clears it. */
  problem?: PlanProblem | null;
}

export interface RowOutcome {
  outcome: PlanRowOutcome;
  problem?: RowProblem | undefined;
  /** The change stays named by rows that are applied or unknown; by others only if this is set. */
  keepChange?: boolean | undefined;
}

/** Rows that have no last outcome, or not the wanted one. */
export interface RowsLeft {
  waiting: number;
  running: number;
  unknown: number;
  failed: number;
  drifted: number;
  /** The lowest phase that has waiting or running rows; absent where no phase has. */
  phase?: number;
}

/**
 * Plans and their rows. Claims belong to the replica that the store was opened for, and end by the clock of the
 * database. An id that no plan has is answered like one of a plan that is gone. Every method throws ProblemError
 * `database-unavailable` while the database is away.
 */
export interface PlanStore {
  /** In state `drafting`, claimed by nobody. */
  create(plan: NewPlan): Promise<StoredPlan>;
  /** By its id, or by its number. */
  get(connection: string, id: string): Promise<StoredPlan | undefined>;
  /** Changes with the state, the content and the outcomes of a plan; cheap enough to be asked for twice a second. */
  stamp(id: string): Promise<string | undefined>;
  /** Newest first. */
  list(filter: PlanFilter, page: PageRequest): Promise<Page<ListedPlan>>;
  /** The newest plan that takes this one back and was neither discarded nor failed to be drafted. */
  rollBackOf(id: string): Promise<{ id: string; number: number; state: PlanState } | undefined>;
  /**
   * Takes plans in these states whose claim is free or has expired, oldest first, for `forMs` from now. Of those that
   * are paused or stopped only the ones with rows that a killed console left under way, or, for five minutes after the
   * stop, with rows of unknown outcome.
   */
  claimPlans(
    states: readonly PlanState[],
    connections: readonly string[],
    forMs: number,
  ): Promise<StoredPlan[]>;
  /** @returns false when another replica has taken it over */
  renewPlan(id: string, forMs: number): Promise<boolean>;
  releasePlan(id: string): Promise<void>;
  /**
   * Adds rows to a drafting plan; one whose place is taken is passed over.
   * @returns false, and changes nothing, when it is not drafting any more or the claim of this replica has expired
   */
  addRows(id: string, rows: readonly DraftRow[]): Promise<boolean>;
  /** Takes away the rows that an earlier attempt to draft the plan has left. @returns like `addRows` */
  clearRows(id: string): Promise<boolean>;
  /**
   * Opens a drafting plan with the rows that were added, or fails it, without any. Its claim ends.
   * @returns false, and changes nothing, when it is not drafting any more or the claim of this replica has expired
   */
  finishDraft(id: string, result: DraftResult): Promise<boolean>;
  /**
   * Worst first: rows with a finding of level `block`, `prove`, `choose`, `advise`, then deletes, then others; in each
   * by place. Decisions and outcomes change nothing about the order, so that a cursor stays where it is.
   */
  rows(id: string, filter: RowFilter, page: PageRequest): Promise<Page<StoredRow> & { total: number }>;
  sums(id: string): Promise<PlanSums>;
  /** Equal changes: deletes first, then the largest; at most 100. Rows for which nothing is planned are in none. */
  groups(id: string): Promise<PlanGroup[]>;
  /** Other plans of the bucket, open or under way, that write some of the same keys. */
  overlaps(id: string): Promise<{ id: string; number: number; keys: number }[]>;
  /**
   * Changes decisions while the plan is open and has this revision. Rows for which nothing is planned stay as they are,
   * `remove` passes over rows where no link is now.
   */
  edit(id: string, revision: string, edit: { rows: EditedRows; decision: PlanDecision }): Promise<EditResult>;
  /**
   * Starts an open plan of this revision: rows that are written wait, the others are left out. A plan that takes
   * another back holds manifests of its folder up from then on.
   */
  apply(id: string, revision: string, terms: ApplyTerms): Promise<EditResult>;
  /** The newest roll-back that holds a manifest of this folder up. */
  heldBy(plan: Pick<StoredPlan, 'connection' | 'bucket'>, prefix: string): Promise<StoredPlan | undefined>;
  /** Lets manifests go on. @returns false when the plan holds none up */
  release(id: string): Promise<boolean>;
  /**
   * A plan that is discarded while it is drafted keeps none of its rows: nobody has reviewed them.
   * @returns false, and changes nothing, when the plan is in none of these states
   */
  move(id: string, from: readonly PlanState[], move: { to: PlanState } & MoveOptions): Promise<boolean>;
  /**
   * Takes rows of the lowest phase that has any under way: those that wait, and those whose claim has expired. Each
   * gets the id of its change, unless it has one. None unless the plan is applying.
   */
  claimRows(id: string, limit: number, forMs: number): Promise<ClaimedRow[]>;
  /**
   * Ends a claim with an outcome; `waiting` gives the row back, or leaves it out where the plan was stopped. Passes over
   * a row that another replica has taken, and over one that has its last outcome.
   */
  settleRow(id: string, row: number, outcome: RowOutcome): Promise<void>;
  /**
   * Rows whose outcome is unknown; of a plan that is not applied any more also those whose claim has expired. In order
   * of their places.
   */
  unknownRows(id: string, limit: number): Promise<StoredRow[]>;
  left(id: string): Promise<RowsLeft>;
  /** Of these keys those that have a row which was applied, or whose link was as wanted already. */
  appliedOf(id: string, keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Rows of an outcome, behind a place, in order. */
  rowsOf(id: string, outcome: PlanRowOutcome, page: { after: number; limit: number }): Promise<StoredRow[]>;
  setProblem(id: string, problem: PlanProblem | null): Promise<void>;
}
