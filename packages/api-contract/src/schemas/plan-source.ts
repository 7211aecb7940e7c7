import * as z from 'zod/mini';
import { prefixSchema } from './key-state.ts';
import { linkFilterMembers } from './link-index.ts';
import { linkSettingsSchema } from './links.ts';

/** How the names of a folder link differ from those of the folder that it follows. */
export const renamingSchema = z.enum(['same', 'version-dropped', 'version-swapped']);

const linkFilterSchema = z.strictObject(linkFilterMembers);

/** Most keys that a selection names, or takes out of a filter. */
const mostKeys = 10_000;
/** Most folders that one plan moves: each of them is listed. */
const mostMoves = 100;
const byKeys = z.strictObject({
  by: z.literal('keys'),
  keys: z.array(z.string()).check(z.minLength(1), z.maxLength(mostKeys)),
});
const byPrefix = z.strictObject({ by: z.literal('prefix'), prefix: prefixSchema });

/** The links that a change of many begins with: named, all below a prefix, or all that a list was narrowed to. */
export const linkSelectionSchema = z.discriminatedUnion('by', [
  byKeys,
  byPrefix,
  /** Evaluated once, by the link index, when the request arrives. Keys of `except` are taken out. */
  z.strictObject({
    by: z.literal('filter'),
    filter: linkFilterSchema,
    except: z.optional(z.array(z.string()).check(z.maxLength(mostKeys))),
  }),
]);
export type LinkSelection = z.infer<typeof linkSelectionSchema>;

/** A selection as a plan keeps it: what a filter selected is named, since the index goes on changing. */
const keptSelectionSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('keys'),
    keys: z.array(z.string()),
    filter: z.optional(linkFilterSchema),
    /** The index did not know the whole bucket: links may match that are not named. */
    incomplete: z.optional(z.boolean()),
  }),
  byPrefix,
]);
export type KeptSelection = z.infer<typeof keptSelectionSchema>;

const patternSchema = z.string().check(z.minLength(1), z.maxLength(4096));

/**
 * - `swap-prefix`: targets that begin with `from` begin with `to` instead
 * - `glob`: the whole target matches; `*` is text without a slash, `**` any text, `?` one character; each is a group
 * - `regex`: every match is replaced; RE2 syntax, without look-around and back-references
 * - `flatten`: links that lead to links lead to the end of the chain
 * - `repair`: broken links lead to their first candidate
 */
export const linkRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('swap-prefix'), from: patternSchema, to: z.string() }),
  z.strictObject({ kind: z.enum(['glob', 'regex']), pattern: patternSchema, replacement: z.string() }),
  z.strictObject({ kind: z.enum(['flatten', 'repair']) }),
]);

/** The same, as answers tell it. */
const linkRuleOriginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('swap-prefix'), from: z.string(), to: z.string() }),
  z.object({ kind: z.enum(['glob', 'regex']), pattern: z.string(), replacement: z.string() }),
  z.object({ kind: z.enum(['flatten', 'repair']) }),
]);

/** The sources that begin with stored links. */
const toSelecting = <S extends z.ZodMiniType>(links: S) =>
  [
    z.strictObject({ kind: z.literal('delete-links'), links }),
    /** Where links shall lead, by where they lead now. */
    z.strictObject({ kind: z.literal('rule'), links, rule: linkRuleSchema }),
    /** Headers, metadata, tags, class or ACL of links, their targets kept. */
    z.strictObject({ kind: z.literal('set'), links, settings: linkSettingsSchema }),
  ] as const;

/** Keys that get another name: each with its own, or all below a prefix, of which the rest of the name stays. */
export const renamedKeysSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('keys'),
    keys: z
      .array(z.strictObject({ from: z.string(), to: z.string() }))
      .check(z.minLength(1), z.maxLength(mostKeys)),
  }),
  z.strictObject({
    by: z.literal('prefix'),
    prefix: prefixSchema.check(z.minLength(1)),
    to: prefixSchema,
  }),
]);
export type RenamedKeys = z.infer<typeof renamedKeysSchema>;

const standingSources = [
  /** The links below `prefix` follow `to` from now on. Without `renaming` the one that fits most names is taken. */
  z.strictObject({
    kind: z.literal('folder-move'),
    prefix: prefixSchema.check(z.minLength(1)),
    to: prefixSchema,
    renaming: z.optional(renamingSchema),
  }),
  /** Several moves at once: folders whose links follow another folder, and single links. A single link goes first. */
  z.strictObject({
    kind: z.literal('moves'),
    folders: z.optional(
      z
        .array(z.strictObject({ prefix: prefixSchema.check(z.minLength(1)), to: prefixSchema }))
        .check(z.maxLength(mostMoves)),
    ),
    links: z.optional(
      z.array(z.strictObject({ key: z.string(), target: z.string() })).check(z.maxLength(mostKeys)),
    ),
  }),
  /** A CSV file: `key,target` and, if wanted, `class,acl`. Links that it does not name stay as they are. */
  z.strictObject({ kind: z.literal('csv'), text: z.string().check(z.minLength(1)) }),
  /** The wanted links of a prefix, as YAML or JSON. With `prune` links that it does not name are deleted. */
  z.strictObject({ kind: z.literal('manifest'), text: z.string().check(z.minLength(1)) }),
  /** The rows of an ended plan that were not written since their links had changed, to be reviewed as those are now. */
  z.strictObject({ kind: z.literal('again'), plan: z.string() }),
  /** Links as they were recorded: before some changes, before those of a group, or at a moment (ISO 8601). */
  z.strictObject({
    kind: z.literal('revert'),
    to: z.discriminatedUnion('by', [
      z.strictObject({
        by: z.literal('changes'),
        changes: z.array(z.string()).check(z.minLength(1), z.maxLength(1000)),
      }),
      z.strictObject({ by: z.literal('group'), group: z.string() }),
      z.strictObject({
        by: z.literal('moment'),
        links: z.discriminatedUnion('by', [byKeys, byPrefix]),
        at: z.iso.datetime(),
      }),
    ]),
  }),
  /** Links and objects move to other keys: copied first, links that lead to them follow, then the old keys go. */
  z.strictObject({ kind: z.literal('rename-keys'), renamed: renamedKeysSchema }),
  /** Links and objects are copied to other keys. A link's copy leads where the link does. */
  z.strictObject({ kind: z.literal('copy-keys'), renamed: renamedKeysSchema }),
] as const;

/** What a plan is made from. */
export const planSourceSchema = z.discriminatedUnion('kind', [
  ...standingSources,
  ...toSelecting(linkSelectionSchema),
]);
export type PlanSource = z.infer<typeof planSourceSchema>;

/** The same, as a plan keeps it. */
export const keptSourceSchema = z.discriminatedUnion('kind', [
  ...standingSources,
  ...toSelecting(keptSelectionSchema),
]);
export type KeptSource = z.infer<typeof keptSourceSchema>;

/** The links that were selected: all below a prefix, or so many that were named, or that a filter selected. */
const selectedSchema = z.object({
  prefix: z.optional(z.string()),
  keys: z.optional(z.number()),
  filter: z.optional(z.object(linkFilterMembers)),
  /** The index did not know the whole bucket when the filter was evaluated: more links may match. */
  incomplete: z.optional(z.boolean()),
});

/** What a plan was made from, as answers tell it. */
export const planOriginSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('folder-move'),
    prefix: z.string(),
    /** The folder that the links followed; absent where there were none. */
    from: z.optional(z.string()),
    to: z.string(),
    renaming: renamingSchema,
  }),
  z.object({ kind: z.literal('delete-links'), links: selectedSchema }),
  z.object({ kind: z.literal('rule'), links: selectedSchema, rule: linkRuleOriginSchema }),
  /** So many folders and single links. */
  z.object({ kind: z.literal('moves'), folders: z.number(), links: z.number() }),
  /** Of so many lines. */
  z.object({ kind: z.literal('csv'), lines: z.number() }),
  z.object({ kind: z.literal('manifest'), prefix: z.string(), prune: z.boolean(), links: z.number() }),
  z.object({ kind: z.literal('set'), links: selectedSchema }),
  /** So many links to a recorded state; `at`: that of a moment. */
  z.object({ kind: z.literal('revert'), links: z.number(), at: z.optional(z.string()) }),
  /** The rows that the plan of this id and number left, since their links had changed. */
  z.object({ kind: z.literal('again'), plan: z.string(), number: z.number() }),
  /** So many links and objects; `prefix` and `to` where they are all below a prefix. */
  z.object({
    kind: z.enum(['rename-keys', 'copy-keys']),
    keys: z.number(),
    /** What their names begin with now, and then. */
    prefix: z.string(),
    to: z.string(),
    /** The index did not know the whole bucket: links may lead to the old keys that the plan does not know. */
    incomplete: z.optional(z.boolean()),
  }),
  /** It takes the plan of this id and number back. */
  z.object({ kind: z.literal('roll-back'), plan: z.string(), number: z.number() }),
]);
export type PlanOrigin = z.infer<typeof planOriginSchema>;
