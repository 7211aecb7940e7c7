import {
  bucketNamePattern,
  httpHeaderNames,
  keyBytes,
  keyProblems,
  maxKeyBytes,
  objectAcls,
  storageClasses,
} from '@signpost/oss-protocol/rules';
import { decisiveHeaders, healths } from '@signpost/link-model/health';
import { linkParts } from '@signpost/link-model/write';
import * as z from 'zod/mini';

/** A bucket that a request names: a name that OSS takes in no operation reaches no handler. */
export const bucketNameSchema = z.string().check(z.regex(bucketNamePattern));

/** A prefix, or a key to start after: OSS refuses a longer one. */
export const prefixSchema = z.string().check(
  z.refine((text) => keyBytes(text) <= maxKeyBytes, {
    params: { rule: 'too-many-bytes', most: maxKeyBytes },
  }),
);

/** Where something lies: every request names its connection and bucket. */
export const bucketScope = { connection: z.string(), bucket: bucketNameSchema };
export const keyScope = { ...bucketScope, key: z.string() };

export const healthSchema = z.enum(healths as [(typeof healths)[number], ...(typeof healths)[number][]]);
/**
 * Headers of a link that make its readers fail, since they are not those of the bytes: empty where they are right. Absent
 * where nobody compared them, and where the link is broken.
 */
export const servedWronglySchema = z.readonly(z.array(z.enum(decisiveHeaders)));
/** Links whose headers were compared with those of their targets, and those of them that make readers fail. */
export const servedCountsSchema = z.object({ wrong: z.number(), checked: z.number() });

/**
 * What will end that readers get what a link leads to: a lifecycle rule, or the end of its restored copy. Rules that look
 * at tags or at the last access are left out.
 */
export const forecastSchema = z.object({
  what: z.enum(['cold', 'deleted']),
  /** ISO 8601: the rule runs on that day, or the restored copy expires. */
  at: z.string(),
  /** Id of the rule, and the prefix it is about; both absent where a restored copy expires. */
  rule: z.exactOptional(z.string()),
  prefix: z.exactOptional(z.string()),
});

/**
 * The mirror rule of the bucket that may fetch a missing target from its origin at the first read with GET. Its prefix is
 * empty where it is for the whole bucket. Whether a read through a link makes OSS fetch is not documented.
 */
export const mirrorRuleSchema = z.object({ prefix: z.string() });
export type MirrorRule = z.infer<typeof mirrorRuleSchema>;

export const keyProblemSchema = z.enum(keyProblems);
export const storageClassSchema = z.enum(storageClasses);
export const aclSchema = z.enum(objectAcls);

export const httpHeadersSchema = z.partialRecord(z.enum(httpHeaderNames), z.string());
export const textMapSchema = z.record(z.string(), z.string());

/** Most items of a page. Query strings carry text only. */
export const limitSchema = z.optional(z.string().check(z.regex(/^[1-9][0-9]{0,3}$/)));

/** Number of calls to OSS an answer cost. */
export const callsSchema = z.number();

export const linkPartSchema = z.enum(linkParts);
export const unreadReasonSchema = z.enum(['forbidden', 'unreadable', 'encoding', 'not-read']);

/** A value, or why it was not read. */
function readSchema<T extends z.core.$ZodType>(value: T) {
  return z.discriminatedUnion('known', [
    z.object({ known: z.literal(true), value }),
    z.object({ known: z.literal(false), why: unreadReasonSchema, partial: z.exactOptional(value) }),
  ]);
}

export const readHeadersSchema = readSchema(httpHeadersSchema);
export const readTextMapSchema = readSchema(textMapSchema);
export const readAclSchema = readSchema(aclSchema);
export const readStorageClassSchema = readSchema(storageClassSchema);

export const storedFactsSchema = z.object({
  etag: z.string(),
  lastModified: z.string(),
  size: z.number(),
  versionId: z.exactOptional(z.string()),
});

export const linkSnapshotSchema = z.object({
  target: z.string(),
  headers: readHeadersSchema,
  metadata: readTextMapSchema,
  acl: readAclSchema,
  tags: readTextMapSchema,
  storageClass: readStorageClassSchema,
});

export const linkDraftSchema = z.object({
  target: z.string(),
  headers: httpHeadersSchema,
  metadata: textMapSchema,
  acl: aclSchema,
  tags: textMapSchema,
  storageClass: storageClassSchema,
});

export const keyStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent'), deleteMarker: z.exactOptional(z.object({ versionId: z.string() })) }),
  z.object({
    kind: z.literal('object'),
    facts: storedFactsSchema,
    storageClass: z.string(),
    type: z.string(),
    headers: httpHeadersSchema,
    metadata: textMapSchema,
  }),
  z.object({ kind: z.literal('link'), facts: storedFactsSchema, link: linkSnapshotSchema }),
]);
