import * as z from 'zod/mini';
import { forecastSchema, healthSchema } from './key-state.ts';
import { lastSeenSchema } from './link-index.ts';

/**
 * A key near the one that was asked for: a `link`, an `object`, a `folder` where only keys below it are stored, a `missing`
 * key, a target that is `hidden` since it may not be looked at, or one that is still `unread`.
 */
export const neighbourSchema = z.object({
  key: z.string(),
  kind: z.enum(['link', 'object', 'folder', 'missing', 'hidden', 'unread']),
  /** Steps from the key that was asked for to where links lead; below 0 for what leads there. */
  step: z.number(),
  /** Of a link. */
  health: z.optional(healthSchema),
  /** Of a link: the next one; absent where nothing is ahead, and where lifecycle rules are not known. */
  forecast: z.optional(forecastSchema),
  /** Place in the list of what a link leads to; absent where nothing is known of it. */
  to: z.optional(z.number()),
  /** Of an object; the size in bytes. */
  stored: z.optional(z.object({ size: z.number(), storageClass: z.string(), lastModified: z.string() })),
  /** What was at a missing key; absent where no object was ever seen there. */
  lastSeen: z.optional(lastSeenSchema),
  /** Links that lead straight here, and those of them that are not listed. */
  backlinks: z.number(),
  omitted: z.number(),
});
export type Neighbour = z.infer<typeof neighbourSchema>;
