import * as z from 'zod/mini';
import { bucketNameSchema } from './key-state.ts';
import { changeActionSchema, changeOutcomeSchema } from './links.ts';

/** Which recorded writes are asked for: those that meet every member. */
export const changeFilterMembers = {
  connection: z.string(),
  bucket: z.optional(bucketNameSchema),
  key: z.optional(z.string()),
  /** Only keys that begin with this. */
  prefix: z.optional(z.string()),
  /** Id of the group: changes that were made together. The group of a plan has the id of the plan. */
  group: z.optional(z.string()),
  actor: z.optional(z.string()),
  action: z.optional(changeActionSchema),
  outcome: z.optional(changeOutcomeSchema),
  /** From this moment on; ISO 8601. */
  since: z.optional(z.string()),
  /** Before this moment; ISO 8601. */
  until: z.optional(z.string()),
  /** Id that OSS gave the request of the write, in any case. */
  requestId: z.optional(z.string().check(z.maxLength(100))),
};

export const changeFacets = ['actor', 'action', 'outcome', 'bucket'] as const;
export type ChangeFacet = (typeof changeFacets)[number];

/** Values of one facet under the filters of the others, most frequent first. */
const facetCountsSchema = z.array(z.object({ value: z.string(), count: z.number() }));

export const changeCountsSchema = z.object({
  /** Changes that the whole filter lets through. */
  total: z.number(),
  facets: z.object({
    actor: facetCountsSchema,
    action: facetCountsSchema,
    outcome: facetCountsSchema,
    bucket: facetCountsSchema,
  }),
  /** Present where older changes were left out: only the newest so many were counted for each number. */
  newest: z.optional(z.number()),
});
export type ChangeCounts = z.infer<typeof changeCountsSchema>;
