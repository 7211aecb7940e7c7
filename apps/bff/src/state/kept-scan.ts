import { coverageSchema } from '@signpost/api-contract';
import * as z from 'zod/mini';

const ruleTimeSchema = z.union([z.object({ days: z.number() }), z.object({ before: z.number() })]);

const ruleSchema = z.object({
  id: z.string(),
  prefix: z.string(),
  tags: z.array(z.tuple([z.string(), z.string()])),
  expiration: z.optional(ruleTimeSchema),
  transitions: z.array(z.object({ when: ruleTimeSchema, storageClass: z.string(), byAccess: z.boolean() })),
  notPrefixes: z.array(z.string()),
  hasNotTags: z.boolean(),
  largerThan: z.optional(z.number()),
  smallerThan: z.optional(z.number()),
  keptDays: z.optional(z.number()),
});

/** The end of a scan as it is kept, in JSON. */
export const scanSchema = z.object({
  coverage: coverageSchema,
  scannedUpTo: z.optional(z.string()),
  linksOnly: z.optional(z.boolean()),
  archiveDirectRead: z.optional(z.boolean()),
  since: z.optional(z.string()),
  lifecycle: z.optional(z.array(ruleSchema)),
});
