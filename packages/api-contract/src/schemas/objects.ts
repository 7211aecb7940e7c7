import * as z from 'zod/mini';
import {
  callsSchema,
  forecastSchema,
  healthSchema,
  keyProblemSchema,
  keyStateSchema,
  httpHeadersSchema,
  mirrorRuleSchema,
  textMapSchema,
  readAclSchema,
  readStorageClassSchema,
  readTextMapSchema,
  servedWronglySchema,
} from './key-state.ts';

/** One row of a listing, in key order. A list never says where a link leads. */
export const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prefix'), prefix: z.string() }),
  z.object({
    kind: z.literal('object'),
    key: z.string(),
    /** Bytes; for a link the length of its target's name. */
    size: z.number(),
    etag: z.string(),
    lastModified: z.string(),
    storageClass: z.string(),
    /** `Normal`, `Multipart`, `Appendable` or `Symlink`. */
    type: z.string(),
  }),
]);
export type Entry = z.infer<typeof entrySchema>;

export const entryPageSchema = z.object({
  items: z.array(entrySchema),
  nextCursor: z.optional(z.string()),
  calls: callsSchema,
});
export type EntryPage = z.infer<typeof entryPageSchema>;

/** What a link reaches, as far as one look told. */
const reachedSchema = z.object({
  size: z.number(),
  lastModified: z.string(),
  storageClass: z.string(),
  etag: z.string(),
});

/** Where one link leads. `target` is absent when the link itself could not be read. */
export const resolvedLinkSchema = z.object({
  key: z.string(),
  target: z.optional(z.string()),
  health: healthSchema,
  forbiddenBy: z.optional(z.enum(['oss', 'signpost'])),
  reached: z.optional(reachedSchema),
  servedWrongly: z.optional(servedWronglySchema),
  /** The key that readers reach: OSS takes each `+` of the stored target for a space. Other software may not. */
  readAs: z.optional(z.string()),
  /** Why the target can be no key of OSS, so that it is missing for good. */
  impossible: z.optional(keyProblemSchema),
  /** Set where the target is missing and a mirror rule may fetch it, as far as the rules are known. */
  mirror: z.optional(mirrorRuleSchema),
  /** Set where it works and breaks within thirty days, as far as lifecycle rules are known. */
  breaksSoon: z.optional(forecastSchema),
  /** Set when the look-up failed: why `health` is unknown. */
  problem: z.optional(z.object({ code: z.string(), ossRequestId: z.optional(z.string()) })),
  checkedAt: z.string(),
});
export type ResolvedLink = z.infer<typeof resolvedLinkSchema>;

/** From which side a value comes that a reader of the link receives. */
const sideSchema = z.enum(['link', 'target', 'later']);

/** One line of "what a reader gets". `differs` holds the target's own value where readers would expect it instead. */
export const readerLineSchema = z.object({
  name: z.string(),
  side: sideSchema,
  value: z.nullable(z.string()),
  differs: z.optional(z.nullable(z.string())),
});
export type ReaderLine = z.infer<typeof readerLineSchema>;

/** The right-hand card of the inspector. */
export const targetCardSchema = z.object({
  key: z.string(),
  state: z.discriminatedUnion('found', [
    z.object({
      found: z.literal('object'),
      size: z.number(),
      etag: z.string(),
      lastModified: z.string(),
      storageClass: z.string(),
      type: z.string(),
      versionId: z.optional(z.string()),
      crc64: z.optional(z.string()),
      restore: z.optional(z.string()),
      expiration: z.optional(z.string()),
      /** The bucket reads objects of the class Archive without a restore, for a fee per gigabyte. */
      archiveDirectRead: z.optional(z.boolean()),
      headers: httpHeadersSchema,
      metadata: textMapSchema,
      /** In the inspector only. */
      acl: z.exactOptional(readAclSchema),
      /** The key that readers reach: OSS takes each `+` of the stored target for a space. Other software may not. */
      readAs: z.optional(z.string()),
    }),
    z.object({
      found: z.literal('link'),
      target: z.optional(z.string()),
      final: z.nullable(z.string()),
      loops: z.boolean(),
    }),
    z.object({
      found: z.literal('nothing'),
      isPrefix: z.boolean(),
      /** The target can be no key of OSS: nothing can ever be stored there. */
      impossible: z.optional(keyProblemSchema),
      /** A mirror rule may fetch it; absent where none does, and where that is not known. */
      mirror: z.optional(mirrorRuleSchema),
    }),
    z.object({ found: z.literal('forbidden'), by: z.enum(['oss', 'signpost']) }),
    z.object({ found: z.literal('unchecked'), code: z.string(), ossRequestId: z.optional(z.string()) }),
  ]),
});
export type TargetCard = z.infer<typeof targetCardSchema>;

/** What every answer about one key holds. */
const keyBasis = {
  connection: z.string(),
  bucket: z.string(),
  key: z.string(),
  state: keyStateSchema,
  checkedAt: z.string(),
  calls: callsSchema,
};

/** Where a link leads, and whether it works. */
const reachedTarget = {
  health: healthSchema,
  target: targetCardSchema,
  servedWrongly: z.optional(servedWronglySchema),
};

/** What the inspector shows of one key. Tags, and the class of a link, are left out (`not-read`): `getObjectPart` reads them. */
export const keyViewSchema = z.object({
  ...keyBasis,
  /** Only for an object: what the state itself does not hold. */
  object: z.optional(
    z.object({
      acl: readAclSchema,
      crc64: z.optional(z.string()),
      restore: z.optional(z.string()),
      expiration: z.optional(z.string()),
    }),
  ),
  /** Only for a link: what it leads to. */
  link: z.optional(
    z.object({
      ...reachedTarget,
      reader: z.array(readerLineSchema),
      /**
       * What the ACLs say of readers without credentials: `refused` where the link is public and they get 403 all the
       * same, `private` where the link itself is not public.
       */
      publicRead: z.enum(['allowed', 'refused', 'private', 'unknown']),
      /** The next first; absent where nothing is ahead, and where lifecycle rules are not known. */
      forecasts: z.optional(z.array(forecastSchema)),
      /**
       * Until when a retention policy keeps the link from being repointed or deleted, ISO 8601; absent where none does, and
       * where that is not known. Not `certain` where nobody may ask whether the bucket keeps versions: then it can be.
       */
      retained: z.optional(z.object({ until: z.string(), certain: z.boolean() })),
      /** The code OSS answers a reader with, such as `SymlinkTargetNotExist`; absent when readers are served. */
      readerError: z.optional(
        z.object({ status: z.number(), code: z.string(), requestId: z.optional(z.string()) }),
      ),
    }),
  ),
});
export type KeyView = z.infer<typeof keyViewSchema>;

/** One key as a write sees it: read whole, with the token that stands for it. */
export const writeViewSchema = z.object({
  ...keyBasis,
  /** Send it back as `If-Match`: it stands for everything a write would replace. */
  token: z.string(),
  /** Only for a link. */
  link: z.optional(z.object(reachedTarget)),
});
export type WriteView = z.infer<typeof writeViewSchema>;

/** Parts of a key that are read when somebody asks for them. */
export const keyPartSchema = z.enum(['tags', 'storageClass']);
export const keyPartsSchema = z.object({
  tags: z.exactOptional(readTextMapSchema),
  storageClass: z.exactOptional(readStorageClassSchema),
  calls: callsSchema,
});
export type KeyParts = z.infer<typeof keyPartsSchema>;

/** One version of a key, or a delete marker. */
export const keyVersionSchema = z.object({
  versionId: z.string(),
  kind: z.enum(['link', 'object', 'deleted']),
  /** When it was written, by the clock of OSS, in whole seconds. */
  at: z.string(),
  isCurrent: z.boolean(),
  /** Where a link of this version leads; only for the newest that Signpost did not write. */
  target: z.exactOptional(z.string()),
  size: z.exactOptional(z.number()),
  /** Id of the change by which Signpost wrote it. */
  change: z.exactOptional(z.string()),
});
export type KeyVersion = z.infer<typeof keyVersionSchema>;

/** Newest first; none where the bucket never kept versions. */
export const keyVersionsSchema = z.object({
  items: z.array(keyVersionSchema),
  /** Older ones exist. */
  truncated: z.boolean(),
  calls: callsSchema,
});
export type KeyVersions = z.infer<typeof keyVersionsSchema>;

/** One proposal of the target field. `value` is a whole key or a prefix ending in `/`. */
export const completionSchema = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['prefix', 'object', 'link']),
      value: z.string(),
      size: z.optional(z.number()),
      lastModified: z.optional(z.string()),
    }),
  ),
  truncated: z.boolean(),
  calls: callsSchema,
});
export type Completion = z.infer<typeof completionSchema>;
