import * as z from 'zod/mini';
import {
  callsSchema,
  forecastSchema,
  healthSchema,
  mirrorRuleSchema,
  servedCountsSchema,
  servedWronglySchema,
} from './key-state.ts';

/** Number of links by health; a health without links is left out. */
export const byHealthSchema = z.partialRecord(healthSchema, z.number());

/** How much of a bucket the index has read, and when: the age of every number drawn from it. */
export const coverageSchema = z.object({
  bucket: z.string(),
  /**
   * `partial`: the scan was cut, or stopped at its bound; what it holds is true, what it lacks is not known.
   * `elsewhere`: another console on the same database has scanned it; nothing of it is known here.
   */
  state: z.enum(['not-scanned', 'elsewhere', 'scanning', 'complete', 'partial', 'failed']),
  keys: z.number(),
  /** Link targets still to be looked up while scanning. */
  pending: z.number(),
  calls: callsSchema,
  /** Everything is known as of then, or of later; of a scan from an inventory, when OSS began to write that down. */
  scannedAt: z.optional(z.string()),
  /** When links, and targets that were not known, were read after that through the metadata index. */
  linksAt: z.optional(z.string()),
  /** Why a scan is partial; `links`: nothing but links and their targets was read. */
  why: z.optional(z.enum(['bound', 'cut', 'forbidden', 'links'])),
  /** The scan under way cannot read on for now, and tries again. */
  waits: z.optional(z.object({ code: z.string(), ossRequestId: z.optional(z.string()) })),
  problem: z.optional(
    z.object({
      code: z.string(),
      ossRequestId: z.optional(z.string()),
      /** It ended a later scan, which changed nothing: the numbers are of the one before. */
      later: z.optional(z.boolean()),
    }),
  ),
  /** List calls a scan would cost. Each link costs one more. */
  estimatedCalls: z.optional(z.number()),
  /** All calls a scan would cost at most: before the first scan every key may be a link. */
  estimatedMost: z.optional(z.number()),
  /** The same where the headers of links and targets are read as well, at two calls more for each link. */
  estimatedMostWithHeaders: z.optional(z.number()),
  /** OSS calls that the call budget lets through each second: a scan gets what people leave of it. */
  callsPerSecond: z.optional(z.number()),
  /** About how many keys there are to read, old versions included, by sums that OSS takes once an hour. */
  estimatedKeys: z.optional(z.number()),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** What a list of links is narrowed to; an absent member narrows nothing. */
export const linkFilterMembers = {
  /**
   * Health words separated by commas; `broken` stands for all that readers trip over, `served-wrongly` for links that are
   * ok and whose headers make readers fail, `breaks-soon` for links that work and whose targets lifecycle rules archive or
   * delete within thirty days, or are restored copies that expire by then.
   */
  health: z.optional(z.string()),
  prefix: z.optional(z.string()),
  target: z.optional(z.string()),
  /** Words separated by blanks: each is in the key or in the target, in any case. */
  contains: z.optional(z.string().check(z.maxLength(1024))),
};

/** The object that was at a key at which nothing is stored now. Size in bytes, times in ISO 8601. */
export const lastSeenSchema = z.object({
  size: z.number(),
  storageClass: z.string(),
  etag: z.string(),
  lastModified: z.string(),
  /** When it was last known to be there. */
  seenAt: z.string(),
});
export type LastSeen = z.infer<typeof lastSeenSchema>;

/** One link as the index has it. */
export const indexedLinkSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  target: z.optional(z.string()),
  health: healthSchema,
  /** Keys followed from the target on. */
  chain: z.array(z.string()),
  lastModified: z.string(),
  servedWrongly: z.optional(servedWronglySchema),
  /** When it was first seen broken, ISO 8601; absent where it works, and where it was broken at the first scan. */
  brokenSince: z.optional(z.string()),
  /** What was at a missing target; absent where no object was ever seen there. */
  lastSeen: z.optional(lastSeenSchema),
  /** The next one; absent where nothing is ahead, and where lifecycle rules are not known. */
  forecast: z.optional(forecastSchema),
  /** Set where the target is missing and a mirror rule may fetch it, as far as the rules are known; on Home and in lists of links. */
  mirror: z.optional(mirrorRuleSchema),
});
export type IndexedLink = z.infer<typeof indexedLinkSchema>;

/** A folder link: `cli/latest/ ⇒ cli/2.14.0/ 9 of 9`. */
export const folderLinkSchema = z.object({
  bucket: z.string(),
  prefix: z.string(),
  source: z.string(),
  renaming: z.enum(['same', 'version-dropped', 'version-swapped']),
  links: z.number(),
  following: z.number(),
  /** Of those that follow the source, links that work. */
  working: z.number(),
  byHealth: byHealthSchema,
  /** Of all its links, those known to be served wrongly. */
  servedWrongly: z.number(),
  /** Where the links are that do not count as working, most first: together with `working` they are all. */
  rest: z.array(
    z.object({
      /** The prefix that they follow; absent where their names fit nowhere. */
      source: z.exactOptional(z.string()),
      health: healthSchema,
      links: z.number(),
      /** Name, below the folder link, of the first of them in key order. */
      first: z.string(),
    }),
  ),
  newest: z.string(),
});
export type IndexedFolderLink = z.infer<typeof folderLinkSchema>;

/** Links that work and break within thirty days, and what comes first of it. */
export const groupForecastSchema = z.object({ forecast: forecastSchema, links: z.number() });

/** What lies below one prefix, and who points into it. */
export const folderRowSchema = z.object({
  prefix: z.string(),
  objects: z.number(),
  bytes: z.number(),
  links: z.number(),
  byHealth: byHealthSchema,
  served: servedCountsSchema,
  classes: z.record(z.string(), z.number()),
  backlinkCount: z.number(),
  newest: z.optional(z.string()),
  /** Set when the prefix is a folder link. */
  folderLink: z.optional(folderLinkSchema),
  /** What comes first, and of how many links below; absent where none breaks soon, and where lifecycle rules are not known. */
  breaksSoon: z.optional(groupForecastSchema),
  /** Links and folder links that lead here, first few; `more` counts the rest. */
  backlinks: z.object({ first: z.array(z.string()), more: z.number() }),
});
export type FolderRow = z.infer<typeof folderRowSchema>;

/** Links of one bucket, or of one folder, or a link alone; `name` is empty, a prefix or a key. */
export const linkGroupSchema = z.object({
  kind: z.enum(['bucket', 'folder', 'link']),
  bucket: z.string(),
  name: z.string(),
  links: z.number(),
  byHealth: byHealthSchema,
  /** Last change of any of the links. */
  newest: z.string(),
  /** Of a link alone. */
  target: z.optional(z.string()),
  breaksSoon: z.optional(groupForecastSchema),
});
export type LinkGroup = z.infer<typeof linkGroupSchema>;

/** Who leads straight to one key: how many links, and the first of them in key order. */
export const keyBacklinksSchema = z.object({
  key: z.string(),
  count: z.number(),
  first: z.array(z.string()),
});
export type KeyBacklinks = z.infer<typeof keyBacklinksSchema>;

/** Numbers of one day, for the trend. */
export const dailyStatsSchema = z.object({
  day: z.string(),
  links: z.number(),
  broken: z.number(),
  byHealth: byHealthSchema,
});
export type DailyStats = z.infer<typeof dailyStatsSchema>;

/** A folder link of which some links break soon, or a link alone. */
export const soonBrokenSchema = z.extend(groupForecastSchema, {
  bucket: z.string(),
  kind: z.enum(['folder', 'link']),
  /** The prefix of the folder link, or the key of the link. */
  key: z.string(),
  /** The prefix that the folder link follows, or the target of the link. */
  target: z.string(),
});
export type SoonBroken = z.infer<typeof soonBrokenSchema>;

/** The first that come of what breaks soon; `total` counts all links that work and break within thirty days. */
export const breaksSoonSchema = z.object({ total: z.number(), items: z.array(soonBrokenSchema) });

/** Everything the first screen shows, in one answer that waits for no call to OSS. */
export const homeSchema = z.object({
  buckets: z.array(
    z.object({
      coverage: coverageSchema,
      hierarchicalNamespace: z.boolean(),
      links: z.number(),
      objects: z.number(),
      byHealth: byHealthSchema,
      served: servedCountsSchema,
    }),
  ),
  links: z.number(),
  broken: z.number(),
  /** Worst first. */
  brokenLinks: z.array(indexedLinkSchema),
  breaksSoon: breaksSoonSchema,
  /** Buckets with links whose lifecycle rules are not known: what breaks soon there is not told. */
  forecastsUnknownIn: z.array(z.string()),
  folderLinks: z.array(folderLinkSchema),
  dailyStats: z.array(dailyStatsSchema),
  /** Oldest of the scans the numbers come from. */
  scannedAt: z.optional(z.string()),
});
export type Home = z.infer<typeof homeSchema>;

/** The same file as a link's target in a neighbouring folder, newest first; the target itself is one of them where it is stored. */
export const siblingSchema = z.object({
  key: z.string(),
  size: z.number(),
  lastModified: z.string(),
  storageClass: z.string(),
});
export type Sibling = z.infer<typeof siblingSchema>;

/** One proposal to repair a link with. */
export const candidateSchema = z.extend(siblingSchema, {
  /** `earlier`: the link led there once; `sibling`: the same file name in a neighbouring folder; `end`: where the chain ends. */
  why: z.enum(['earlier', 'sibling', 'end']),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** Who gets what through a link, found by trying. */
export const readerTrialSchema = z.object({
  who: z.enum(['connection', 'anyone']),
  /** HTTP status of OSS; 0 where OSS did not answer. */
  status: z.number(),
  /** OSS's code; `oss-intermediary-answered` where something between Signpost and OSS answered in its place. */
  code: z.optional(z.string()),
  requestId: z.optional(z.string()),
  checkedAt: z.string(),
});
export type ReaderTrial = z.infer<typeof readerTrialSchema>;

/** One hit of the box that takes anything. */
export const searchHitSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  kind: z.enum(['object', 'link']),
  target: z.optional(z.string()),
  health: z.optional(healthSchema),
});
export type SearchHit = z.infer<typeof searchHitSchema>;
