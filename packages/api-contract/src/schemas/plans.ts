import * as z from 'zod/mini';
import { acceptNamesSchema, reasonSchema } from './links.ts';
import { findingLevelSchema, findingSchema } from './finding.ts';
import { httpHeadersSchema } from './key-state.ts';
import { coverageSchema } from './link-index.ts';
import { planOriginSchema } from './plan-source.ts';

/**
 * - `drafting`: its rows are still read and checked
 * - `draft-failed`: they could not be (`problem`); nothing can be applied
 * - `open`: to be reviewed, edited and applied
 * - `applying`, `paused`: under way
 * - `done`: every row has an outcome; `stopped`: ended before that
 * - `discarded`: given up before it was applied
 */
export const planStateSchema = z.enum([
  'drafting',
  'draft-failed',
  'open',
  'applying',
  'paused',
  'done',
  'stopped',
  'discarded',
]);
export type PlanState = z.infer<typeof planStateSchema>;

/** `copy`: a real object to a free key; `delete-object`: a real object whose bytes another key holds; others are of links. */
export const planActionSchema = z.enum(['create', 'repoint', 'delete', 'restore', 'copy', 'delete-object']);
export type PlanAction = z.infer<typeof planActionSchema>;

/** Of a row whose plan is applied. `drifted`: the link is no longer what the review showed; nothing was written. */
export const planRowOutcomeSchema = z.enum([
  'waiting',
  'running',
  'applied',
  'failed',
  'drifted',
  'unknown',
  'left-out',
]);
export type PlanRowOutcome = z.infer<typeof planRowOutcomeSchema>;

/** `write`: as planned; `remove`: the link is deleted instead; `leave`: nothing is done. */
export const planDecisionSchema = z.enum(['write', 'remove', 'leave']);
export type PlanDecision = z.infer<typeof planDecisionSchema>;

/**
 * Why a row is in a plan: `missing`: the new folder has no such file; `created`: a file without a link; `alone`: a link
 * that does not follow the folder; `unchanged`: it is already as wanted; `skipped`: a file for which no link can be made;
 * `diverged`: a link that was changed since it was recorded, and is left unless somebody decides otherwise;
 * `copied`: a link or object at a key where nothing was.
 */
export const planRowKindSchema = z.enum([
  'moved',
  'created',
  'missing',
  'alone',
  'unchanged',
  'changed',
  'removed',
  'restored',
  'diverged',
  'copied',
  'skipped',
]);
export type PlanRowKind = z.infer<typeof planRowKindSchema>;

const problemOfRowSchema = z.object({ code: z.string(), ossRequestId: z.optional(z.string()) });

/** One key of a plan. */
export const planRowSchema = z.object({
  /** Its place in the plan, from 1 on: what edits name. */
  row: z.number(),
  key: z.string(),
  kind: planRowKindSchema,
  action: planActionSchema,
  decision: planDecisionSchema,
  /** Where the link leads now; null where there is none. */
  now: z.nullable(z.string()),
  /** Where it will lead if it is written; null: it will be gone. */
  target: z.nullable(z.string()),
  /** Headers that are set along, since readers would fail without them. */
  headers: z.optional(httpHeadersSchema),
  /** The other key with the same content: what is copied, or what holds it once this key is deleted. */
  twin: z.optional(z.object({ key: z.string(), etag: z.string(), size: z.number() })),
  /** What pre-flight found for the decision taken, worst first. */
  findings: z.array(findingSchema),
  outcome: planRowOutcomeSchema,
  /** Id of its change in the change log, once it was sent. */
  change: z.optional(z.string()),
  /** Why nothing is planned for the key (`alone`, `skipped`), or why its row was not written. */
  problem: z.optional(problemOfRowSchema),
});
export type PlanRow = z.infer<typeof planRowSchema>;

const countSchema = z.number();
/** A finding that several rows share. `name` is what `accept` takes where the level is `choose`. */
export const planFindingSchema = z.object({
  name: z.string(),
  level: findingLevelSchema,
  rows: countSchema,
  /** The first of the rows, as an example. */
  first: z.object({ row: z.number(), key: z.string(), finding: findingSchema }),
});
export type PlanFinding = z.infer<typeof planFindingSchema>;

/** Rows of a plan that make the same change. */
export const planGroupSchema = z.object({
  /** What filters and edits name. */
  id: z.string(),
  action: planActionSchema,
  /** What targets begin with now; null for new links. Of deleted links: their folder. */
  from: z.nullable(z.string()),
  /** What they begin with afterwards; null for deleted links. Of copied objects `from` and `to` begin the keys. */
  to: z.nullable(z.string()),
  /** What follows: kept, renamed as the version in the folder's name is, or another name for each link. */
  names: z.enum(['same', 'renamed', 'other']),
  rows: countSchema,
  /** Rows whose decision is `write`. */
  written: countSchema,
});
export type PlanGroup = z.infer<typeof planGroupSchema>;

/** A change of many links: made, reviewed, applied and taken back as one. */
export const planSchema = z.object({
  id: z.string(),
  /** Counts up from 1 over a connection: `plan 12`. */
  number: z.number(),
  connection: z.string(),
  bucket: z.string(),
  origin: planOriginSchema,
  state: planStateSchema,
  /** Changes with every edit: what was reviewed is what is applied. */
  revision: z.string(),
  /** Changes with state, content and outcomes; given where the plan is asked for, to be sent back in `since`. */
  stamp: z.optional(z.string()),
  createdAt: z.string(),
  actor: z.string(),
  reason: z.optional(z.string()),
  appliedAt: z.optional(z.string()),
  endedAt: z.optional(z.string()),
  /** Why it could not be drafted, or what holds it up while it is applied; it goes on by itself at `retryAt`. */
  problem: z.optional(
    z.object({ code: z.string(), ossRequestId: z.optional(z.string()), retryAt: z.optional(z.string()) }),
  ),
  rows: countSchema,
  /** Rows that will be written, by what is done to the key. `delete` counts links and objects. */
  writes: z.object({
    create: countSchema,
    repoint: countSchema,
    delete: countSchema,
    restore: countSchema,
    copy: countSchema,
  }),
  /** Rows by the reason they are in the plan, whatever was decided. */
  kinds: z.partialRecord(planRowKindSchema, countSchema),
  /** Once it was applied. */
  outcomes: z.partialRecord(planRowOutcomeSchema, countSchema),
  findings: z.array(planFindingSchema),
  /** Equal changes, deletes first, then the largest; at most 100. Empty while the plan is applied. */
  groups: z.array(planGroupSchema),
  /** What has to be said to apply it. */
  needs: z.object({
    /** Names of findings. */
    accept: acceptNamesSchema,
    /** Rows that cannot be written as they are: they have to be left out. */
    blocked: countSchema,
    /** The number of writes has to be typed. */
    confirm: z.optional(countSchema),
    /** Why: links or objects are deleted, or more than a third of a folder's links change. */
    because: z.optional(z.enum(['deletes', 'share'])),
  }),
  /** Links of the folder, and how many of them change. */
  share: z.optional(z.object({ prefix: z.string(), links: countSchema, changed: countSchema })),
  /** Seconds until the end at the rate of the last minute. */
  secondsLeft: z.optional(z.number()),
  /** Open plans that would write some of the same keys. */
  overlaps: z.array(z.object({ id: z.string(), number: z.number(), keys: countSchema })),
  /** This roll-back holds manifests of the folder up, until somebody lets them go on. */
  holds: z.optional(z.object({ prefix: z.string() })),
  /** The roll-back that holds this manifest up: it cannot be applied before somebody lets manifests go on. */
  heldBy: z.optional(z.object({ id: z.string(), number: z.number(), prefix: z.string() })),
  /** The plan that takes this one back, if there is one. */
  rolledBackBy: z.optional(z.object({ id: z.string(), number: z.number(), state: planStateSchema })),
});
export type Plan = z.infer<typeof planSchema>;

/** One line of the list of plans. */
export const planSummarySchema = z.object({
  id: z.string(),
  number: z.number(),
  bucket: z.string(),
  origin: planOriginSchema,
  state: planStateSchema,
  createdAt: z.string(),
  actor: z.string(),
  reason: z.optional(z.string()),
  rows: countSchema,
  /** Rows that are not left as they are. An open plan without any has nothing to do. */
  written: countSchema,
  outcomes: z.partialRecord(planRowOutcomeSchema, countSchema),
});
export type PlanSummary = z.infer<typeof planSummarySchema>;

/** `plan`: its id, or its number in digits. */
export const planScope = { connection: z.string(), plan: z.string() };

/** Rows that an edit is about: some by their place, or all of a kind. */
const editedRowsSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('row'),
    rows: z.array(z.number()).check(z.minLength(1), z.maxLength(1000)),
  }),
  z.strictObject({ by: z.literal('kind'), kind: planRowKindSchema }),
  z.strictObject({ by: z.literal('finding'), name: z.string() }),
  z.strictObject({ by: z.literal('group'), group: z.string() }),
]);

export const editPlanBodySchema = z.strictObject({
  ...planScope,
  revision: z.string(),
  rows: editedRowsSchema,
  decision: planDecisionSchema,
});
export type EditPlanBody = z.infer<typeof editPlanBodySchema>;

export const applyPlanBodySchema = z.strictObject({
  ...planScope,
  revision: z.string(),
  accept: z.optional(acceptNamesSchema),
  confirm: z.optional(z.number()),
  reason: reasonSchema,
  /** What a link that is no longer as reviewed does: its row is left (`skip`, by default), or everything stops. */
  onDrift: z.optional(z.enum(['skip', 'stop'])),
});

/** `retry` applies the rows that failed again; `release` lets manifests go on that a roll-back holds up. */
export const controlPlanBodySchema = z.strictObject({
  ...planScope,
  do: z.enum(['pause', 'resume', 'stop', 'retry', 'discard', 'release']),
});

/** A folder that the links of another could follow. */
export const folderChoiceSchema = z.object({
  prefix: z.string(),
  objects: countSchema,
  bytes: countSchema,
  newest: z.optional(z.string()),
  /** Objects that are archived and not restored: links to them do not work. */
  archived: z.optional(countSchema),
  /** Links that would find their file in it. */
  matching: countSchema,
});
export type FolderChoice = z.infer<typeof folderChoiceSchema>;

/**
 * What a rule would make of the selected links, by the link index alone: without a call to OSS, and true as of the last
 * scan.
 */
export const rulePreviewSchema = z.object({
  /** Links that were selected. */
  links: countSchema,
  /** Of these, links that would lead elsewhere. */
  changes: countSchema,
  /** The others, by the reason why they stay as they are; `target-unread`: the index does not know where they lead. */
  left: z.record(z.string(), countSchema),
  /** The first that would change. */
  examples: z.array(z.object({ key: z.string(), now: z.string(), next: z.string() })),
  /** Why the rule is none; nothing would change then. */
  fault: z.optional(
    z.object({
      member: z.enum(['pattern', 'replacement']),
      code: z.enum(['pattern-empty', 'pattern-invalid', 'pattern-too-large', 'replacement-invalid']),
      /** What the engine says, in English, or the reference that stands for no group. */
      detail: z.optional(z.string()),
    }),
  ),
  coverage: coverageSchema,
});
export type RulePreview = z.infer<typeof rulePreviewSchema>;
