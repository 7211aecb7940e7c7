import * as z from 'zod/mini';
import { rightSchema } from './accounts.ts';

export const connectionSchema = z.object({
  name: z.string(),
  /** `embedded`: the OSS-compatible server that came along; `configured`: Alibaba Cloud OSS, or another given endpoint. */
  mode: z.enum(['embedded', 'configured']),
  endpoint: z.string(),
  region: z.string(),
  /** Made-up data: nothing here can hurt. */
  demo: z.boolean(),
  /** What whoever asks may do there; absent where that is everything. A token of a person does no more than its owner. */
  grants: z.optional(
    z.array(
      z.object({
        rights: z.array(rightSchema),
        /** Name of a bucket in which each `*` stands for any text. */
        bucket: z.string(),
        /** Empty for all keys, with a slash at its end for all below it, else one key. */
        prefix: z.string(),
      }),
    ),
  ),
  /** Nothing is written over it. */
  readOnly: z._default(z.boolean(), false),
  /** Marked as the real thing. */
  production: z._default(z.boolean(), false),
});
export type Connection = z.infer<typeof connectionSchema>;

export const bucketSchema = z.object({
  name: z.string(),
  region: z.optional(z.string()),
  createdAt: z.optional(z.string()),
  storageClass: z.optional(z.string()),
  /** No links exist in buckets with a hierarchical namespace. */
  hierarchicalNamespace: z.boolean(),
  /** Where browsing starts, for credentials that may not read the whole bucket; empty means the root. */
  startPrefixes: z.array(z.string()),
});
export type Bucket = z.infer<typeof bucketSchema>;

export const bucketFactsSchema = z.object({
  name: z.string(),
  region: z.string(),
  /** `unknown`: the credential may not ask. */
  versioning: z.enum(['never', 'enabled', 'suspended', 'unknown']),
  storageClass: z.optional(z.string()),
  acl: z.optional(z.string()),
  hierarchicalNamespace: z.boolean(),
  blockPublicAccess: z.optional(z.boolean()),
  /** Days in which nothing that is stored may be changed or deleted (retention policy); absent: none, or not readable. */
  retentionDays: z.optional(z.number()),
  /** What precedes a percent-encoded key in its public address; ends in a slash. Whether anybody may read is another matter. */
  publicUrl: z.string(),
  checkedAt: z.string(),
});
export type BucketFacts = z.infer<typeof bucketFactsSchema>;
