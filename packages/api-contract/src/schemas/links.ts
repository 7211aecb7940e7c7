import { undoObstacles } from '@signpost/link-model/write';
import * as z from 'zod/mini';
import { findingSchema } from './finding.ts';
import {
  aclSchema,
  callsSchema,
  healthSchema,
  httpHeadersSchema,
  keyScope,
  keyStateSchema,
  linkDraftSchema,
  servedWronglySchema,
  storageClassSchema,
  textMapSchema,
} from './key-state.ts';
import { restoreChoiceSchema } from './restore-choice.ts';
import { targetCardSchema, writeViewSchema } from './objects.ts';

/** Names the real object that a write may destroy: both must match what is stored. */
export const proofSchema = z.strictObject({ etag: z.string(), size: z.number() });

/** What a writer may set besides the target. Absent members: a new link takes its defaults, a repoint keeps what is there. */
const linkSettings = {
  storageClass: z.optional(storageClassSchema),
  acl: z.optional(aclSchema),
  metadata: z.optional(textMapSchema),
  tags: z.optional(textMapSchema),
  /** Headers named here replace inherited or kept ones; an empty text removes the header. */
  headers: z.optional(httpHeadersSchema),
};

export const linkSettingsSchema = z.strictObject(linkSettings);

/** Findings of level `choose` that the writer has read: their accept names, such as `target-missing`, `part-unread:headers`. */
export const acceptNamesSchema = z.array(z.string());
/** Kept with the change. */
export const reasonSchema = z.optional(z.string().check(z.maxLength(500)));

const writeChoices = {
  accept: z.optional(acceptNamesSchema),
  proof: z.optional(proofSchema),
  reason: reasonSchema,
};

export const createLinkBodySchema = z.strictObject({
  ...keyScope,
  target: z.string(),
  ...linkSettings,
  /** Take Content-Type, -Encoding, -Disposition and -Language from the target (default true). */
  inheritHeaders: z.optional(z.boolean()),
  ...writeChoices,
});
export type CreateLinkBody = z.infer<typeof createLinkBodySchema>;

export const repointLinkBodySchema = z.strictObject({
  ...keyScope,
  target: z.string(),
  /** Headers to set along with the move, such as a Content-Encoding that the new target needs; all else is kept. */
  headers: z.optional(httpHeadersSchema),
  /** A part that could not be read and is accepted as unread is written with its default. */
  ...writeChoices,
});
export type RepointLinkBody = z.infer<typeof repointLinkBodySchema>;

export const deleteBodySchema = z.strictObject({
  ...keyScope,
  proof: writeChoices.proof,
  accept: writeChoices.accept,
  reason: writeChoices.reason,
});
export type DeleteBody = z.infer<typeof deleteBodySchema>;

/** The three ways to say one write. Secrets are masked; the signature is not part of it. */
export const requestFormatsSchema = z.object({
  /** The request to OSS, line by line. */
  http: z.string(),
  /** The request to this API, as a curl line. */
  api: z.string(),
  /** The same with the vendor's command-line tool. */
  ossutil: z.string(),
  /** Names of the headers in `http` that the tool has no option for, so that its line would lose them. */
  ossutilOmits: z.array(z.string()),
});
export type RequestFormats = z.infer<typeof requestFormatsSchema>;

/**
 * Token of an answer to the same dialog: for ten seconds what was read for it is used again, and only the new target is
 * read. The write itself always reads anew.
 */
const sameDialog = { token: z.optional(z.string()) };

export const preflightBodySchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('create'),
    ...keyScope,
    target: z.string(),
    ...linkSettings,
    inheritHeaders: z.optional(z.boolean()),
    ...sameDialog,
  }),
  z.strictObject({
    action: z.literal('repoint'),
    ...keyScope,
    target: z.string(),
    headers: z.optional(httpHeadersSchema),
    ...sameDialog,
  }),
  z.strictObject({ action: z.enum(['delete', 'delete-object']), ...keyScope }),
  z.strictObject({ action: z.literal('undo'), connection: z.string(), change: z.string() }),
]);
export type PreflightBody = z.infer<typeof preflightBodySchema>;

/** What a write would do: now, then, and what is worth knowing, worst first. */
export const preflightSchema = z.object({
  now: writeViewSchema,
  /** Null: the key would be empty. */
  after: z.nullable(linkDraftSchema),
  /** What the new target is; absent for a delete. */
  target: z.optional(targetCardSchema),
  /** What readers will find. */
  health: z.optional(healthSchema),
  servedWrongly: z.optional(servedWronglySchema),
  findings: z.array(findingSchema),
  formats: requestFormatsSchema,
  calls: callsSchema,
});
export type Preflight = z.infer<typeof preflightSchema>;

export const changeActionSchema = z.enum([
  'create',
  'repoint',
  'replace',
  'delete',
  'undo',
  'upload',
  'copy',
  'restore',
]);
export const changeOutcomeSchema = z.enum(['pending', 'applied', 'failed', 'unknown']);

/** One write to one key, as it is recorded. */
export const changeSchema = z.object({
  id: z.string(),
  /** Changes made together share it; a change made alone has its own. */
  group: z.string(),
  /** The plan that made the group, if one did; given in lists. */
  plan: z.optional(z.object({ id: z.string(), number: z.number() })),
  connection: z.string(),
  bucket: z.string(),
  key: z.string(),
  action: changeActionSchema,
  /** For an undo: the change it takes back. */
  undoes: z.optional(z.string()),
  at: z.string(),
  actor: z.string(),
  reason: z.optional(z.string()),
  before: keyStateSchema,
  after: z.optional(keyStateSchema),
  /** The link that was to be written; null for a delete, and for what is done to an object. */
  intended: z.nullable(linkDraftSchema),
  /** For an upload: the object that was to be written; size in bytes. */
  upload: z.optional(z.object({ size: z.optional(z.number()), contentType: z.optional(z.string()) })),
  /** For a copy of an object: its key, and its size in bytes. */
  copyOf: z.optional(z.object({ key: z.string(), size: z.number() })),
  /** For a restore of an archived object: what was asked for. It changes nothing of what is stored. */
  restore: z.optional(restoreChoiceSchema),
  /** `unknown`: the answer was lost and reading the key has not told yet, or cannot tell any more (`overwrittenBy`). */
  outcome: changeOutcomeSchema,
  /** While the outcome is open: the request may still reach OSS until then. */
  mayArriveUntil: z.optional(z.string()),
  /** The outcome stays unknown, since the key was written again: id of that change, or `outside`. */
  overwrittenBy: z.optional(z.string()),
  /** This write arrived late and replaced what a later change (its id) had written. */
  overtook: z.optional(z.string()),
  /** An earlier change (its id) arrived after this one and replaced what it had written. */
  overtakenBy: z.optional(z.string()),
  /** An earlier write to the same key that may still arrive and replace this one. */
  earlier: z.optional(z.object({ change: z.string(), mayArriveUntil: z.string() })),
  ossRequestId: z.optional(z.string()),
  problem: z.optional(z.object({ code: z.string(), detail: z.optional(z.string()) })),
  /** Whether taking it back would work, as far as the change log knows; the bucket is looked at when it is tried. */
  undo: z.object({
    possible: z.boolean(),
    why: z.optional(z.enum(undoObstacles)),
  }),
  /** The write in three formats; given where one change is asked for, not in lists. */
  formats: z.optional(requestFormatsSchema),
});
export type Change = z.infer<typeof changeSchema>;

/** Answer of every write. With outcome `unknown` (202) ask for the change again: it settles by looking. */
export const writeResultSchema = z.object({
  change: changeSchema,
  /** The key after the write, read back; absent while the outcome is unknown. */
  view: z.optional(writeViewSchema),
  calls: callsSchema,
});
export type WriteResult = z.infer<typeof writeResultSchema>;
