import { findingLevels, type Finding, type FindingCode } from '@signpost/link-model/write';
import { httpHeaderNames } from '@signpost/oss-protocol/rules';
import * as z from 'zod/mini';
import { forecastSchema, keyProblemSchema, linkPartSchema, unreadReasonSchema } from './key-state.ts';

/** The members that a finding has besides its code and level. */
type Members<C extends FindingCode> = Omit<Extract<Finding, { code: C }>, 'code' | 'level'>;

const headerNameSchema = z.enum(httpHeaderNames);

/** Text, number and so on are those of {@link Finding}: the compiler refuses a member too many, too few or of another type. */
const members: {
  readonly [C in FindingCode]: { readonly [M in keyof Members<C>]-?: z.ZodMiniType<Members<C>[M]> };
} = {
  'key-invalid': { problem: keyProblemSchema },
  'target-invalid': { problem: keyProblemSchema },
  'key-reserved': {},
  'links-unsupported': {},
  'target-is-key': {},
  'earlier-write-open': {
    change: z.string(),
    target: z.nullable(z.string()),
    mayArriveUntil: z.string(),
  },
  'nothing-changes': {},
  'nothing-there': {},
  'new-link': {},
  'over-delete-marker': {},
  'moves-link': { from: z.string() },
  'restores-version': {},
  'deletes-link': { target: z.string(), marker: z.boolean() },
  'not-a-link': { size: z.number() },
  'replaces-object': {
    size: z.number(),
    etag: z.string(),
    lastModified: z.string(),
    recoverable: z.boolean(),
    shadowed: z.exactOptional(z.literal(true)),
  },
  'deletes-object': {
    size: z.number(),
    etag: z.string(),
    lastModified: z.string(),
    recoverable: z.boolean(),
  },
  'not-an-object': {},
  'target-missing': {},
  'target-mirrored': { prefix: z.string() },
  'target-folder': {},
  'target-chained': { final: z.nullable(z.string()) },
  'target-loops': {},
  'target-cold': { storageClass: z.string() },
  'target-breaks-soon': forecastSchema.shape,
  'target-forbidden': {},
  'target-unchecked': {},
  'target-empty': {},
  'target-shrunk': { size: z.number(), was: z.number() },
  'target-older': { lastModified: z.string(), was: z.string() },
  'target-young': { lastModified: z.string() },
  'header-differs': {
    header: headerNameSchema,
    link: z.nullable(z.string()),
    target: z.nullable(z.string()),
  },
  'header-set': {
    header: headerNameSchema,
    from: z.nullable(z.string()),
    to: z.nullable(z.string()),
  },
  'extension-differs': { key: z.string(), target: z.string() },
  'part-unread': { part: linkPartSchema, why: unreadReasonSchema },
  'class-billed': { storageClass: z.string() },
  'breaks-links': {
    count: z.number(),
    first: z.array(z.string()),
    complete: z.boolean(),
    scannedAt: z.optional(z.string()),
  },
  'backlinks-unknown': {},
  'backlinks-none': { scannedAt: z.string() },
  'key-like-folder': {},
  kept: {},
  inherited: { headers: z.array(headerNameSchema) },
  'guard-atomic': {},
  'guard-not-atomic': { versioned: z.boolean() },
  'undo-after': {},
  'undo-impossible-parts': { parts: z.array(linkPartSchema) },
  'undo-impossible-target': {},
  retained: { until: z.string() },
  'retained-after': { until: z.string() },
  'destination-taken': { to: z.string() },
  'destination-twice': { to: z.string(), first: z.array(z.string()) },
  'destination-is-source': {},
  'destination-invalid': { to: z.string(), problem: keyProblemSchema },
  'copies-object': { from: z.string(), size: z.number() },
  'copy-too-large': { size: z.number(), most: z.number() },
  'copy-cold': { storageClass: z.string() },
  'kept-elsewhere': { at: z.string(), size: z.number(), etag: z.string() },
};

export const findingLevelSchema = z.enum(findingLevels);

/** One schema per code. */
export const findingSchemas = Object.entries(members).map(([code, more]) =>
  z.object({ code: z.literal(code), level: findingLevelSchema, ...more }),
);

const [first, ...others] = findingSchemas;

/** One thing that pre-flight found, by its `code`. */
export const findingSchema = z.discriminatedUnion('code', [
  first!,
  ...others,
]) as unknown as z.ZodMiniType<Finding>;
