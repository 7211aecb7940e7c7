import * as z from 'zod/mini';
import { healthSchema } from './key-state.ts';
import { coverageSchema, groupForecastSchema, lastSeenSchema } from './link-index.ts';

/** Links that are told together: those of a folder link, those of a crowded folder, or a single link. */
const mapPointerSchema = z.object({
  kind: z.enum(['folder-link', 'folder', 'link']),
  /** A prefix, or the key of a single link. */
  name: z.string(),
  links: z.number(),
  newest: z.string(),
});
export type MapPointer = z.infer<typeof mapPointerSchema>;

/** What lies below a prefix or at a key. Sizes in bytes. */
const storedMembers = {
  objects: z.number(),
  bytes: z.number(),
  /** Number of objects by storage class. */
  classes: z.record(z.string(), z.number()),
};

/**
 * Where links lead: a `folder`, an `object` at the top of the bucket, `missing` keys (of several their folder), a `loop`,
 * targets that are `hidden` since they may not be looked at, or that were not read yet.
 */
const mapDestinationSchema = z.object({
  kind: z.enum(['folder', 'object', 'missing', 'loop', 'hidden', 'unread']),
  name: z.string(),
  /** Links of this map that lead here. */
  links: z.number(),
  stored: z.optional(
    z.object({
      ...storedMembers,
      newest: z.optional(z.string()),
      /** Links of the whole bucket that lead here. */
      linksIn: z.number(),
    }),
  ),
  /** What was at a single missing key; absent where no object was ever seen there. */
  lastSeen: z.optional(lastSeenSchema),
});
export type MapDestination = z.infer<typeof mapDestinationSchema>;

/** Links of one pointer that lead to one destination; both by their place in the lists. */
const mapLineSchema = z.object({
  from: z.number(),
  to: z.number(),
  health: healthSchema,
  links: z.number(),
  /** A whole folder link, of which every link works. */
  whole: z.boolean(),
  /** The first of the links in key order. */
  first: z.object({ key: z.string(), target: z.optional(z.string()) }),
  /** Of a chain the links between. */
  via: z.array(z.string()),
  /** What first ends that readers get targets of these links, and of how many; absent where none breaks soon. */
  breaksSoon: z.optional(groupForecastSchema),
});
export type MapLine = z.infer<typeof mapLineSchema>;

/** A folder of objects that no link leads to, and in which no link lies. */
const unpointedFolderSchema = z.object({ prefix: z.string(), ...storedMembers, newest: z.string() });
export type UnpointedFolder = z.infer<typeof unpointedFolderSchema>;

export const linkMapSchema = z.object({
  pointers: z.array(mapPointerSchema),
  destinations: z.array(mapDestinationSchema),
  lines: z.array(mapLineSchema),
  /** Groups that are not listed: those with trouble are listed first, then those with most links. */
  omitted: z.object({ pointers: z.number(), links: z.number(), broken: z.number() }),
  /** Largest first. Absent where the actor does not see the whole bucket: links that are not shown may lead there. */
  unpointed: z.optional(
    z.object({ items: z.array(unpointedFolderSchema), total: z.number(), bytes: z.number() }),
  ),
  /**
   * Where a moment was asked for: the one that is drawn, later than that where too many changes were made since. Keys are
   * as recorded changes tell; what was changed outside Signpost since is as it is now.
   */
  at: z.optional(z.string()),
  coverage: coverageSchema,
});
export type LinkMap = z.infer<typeof linkMapSchema>;
