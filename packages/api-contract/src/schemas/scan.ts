import * as z from 'zod/mini';
import { bucketScope, callsSchema } from './key-state.ts';
import { coverageSchema } from './link-index.ts';

/** A range of keys that a scan reads from its start to its end. */
const scanPartSchema = z.object({
  /** It begins behind this key; empty: at the start of the bucket. */
  after: z.string(),
  /** It ends with this key; absent: at the end of the bucket. */
  upTo: z.optional(z.string()),
  /** The key up to which it is read and kept; absent: none yet. */
  at: z.optional(z.string()),
  /** Keys found in it. */
  keys: z.number(),
  done: z.boolean(),
});

/** The scan of a bucket that is made, or was made last. */
const scanSchema = z.object({
  /**
   * `none`: the bucket was never scanned. `finishing`: everything is read, and takes the place of what was known.
   * How a scan that has ended went stands in the coverage of its bucket.
   */
  state: z.enum(['none', 'running', 'paused', 'finishing', 'cancelled', 'ended']),
  /** When it began, ISO 8601. */
  beganAt: z.optional(z.string()),
  /** Keys found so far. Absent where the actor may not see every key of the bucket, as are the parts. */
  keys: z.optional(z.number()),
  calls: callsSchema,
  /** It also compares the headers of links and targets. */
  headers: z.boolean(),
  /** What feeds it: the list of all keys where it is absent. */
  source: z.optional(z.enum(['inventory', 'meta-query'])),
  /** In key order. */
  parts: z.optional(z.array(scanPartSchema)),
});
export type Scan = z.infer<typeof scanSchema>;

/**
 * What feeds a scan. None tells where links lead: each that is new or changed costs a call. `list` walks all keys;
 * `inventory` reads the newest output of a bucket inventory; `meta-query` asks the metadata index, for links only.
 */
export const scanSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list') }),
  z.strictObject({ kind: z.literal('inventory'), id: z.string() }),
  z.strictObject({ kind: z.literal('meta-query') }),
]);

/** Calls to OSS before those for links, and all of them at most; absent where the size of the bucket is not known. */
const sourceCalls = { calls: z.optional(z.number()), most: z.optional(z.number()) };

export const scanSourcesSchema = z.object({
  list: z.object(sourceCalls),
  inventories: z.array(
    z.object({
      id: z.string(),
      frequency: z.string(),
      /** Where it is written to; absent where the actor may not read there. */
      destination: z.optional(z.string()),
      /** When OSS began to write down the newest one, ISO 8601: what it tells is as of then. */
      createdAt: z.optional(z.string()),
      files: z.optional(z.number()),
      /** Size of its compressed files: each is read twice. */
      bytes: z.optional(z.number()),
      ...sourceCalls,
      /**
       * Why a scan cannot use it. `filtered`: it does not list all keys; `columns`: it lacks some; `older`: the bucket was
       * scanned since; `not-readable`: its files may not be read.
       */
      unusable: z.optional(
        z.enum(['switched-off', 'filtered', 'columns', 'none-yet', 'damaged', 'not-readable', 'older']),
      ),
      missingColumns: z.optional(z.array(z.string())),
    }),
  ),
  metaQuery: z.object({
    /** `building`: the metadata index does not name everything yet; `closed`: nobody opened it. */
    state: z.enum(['ready', 'building', 'closed', 'not-readable']),
    ...sourceCalls,
  }),
  /** The credential may not list the inventories of the bucket. */
  inventoriesDenied: z.optional(z.boolean()),
});

const localTime = {
  /** Of the clocks of the zone. One that they leave out is the next minute that there is; one that comes twice counts once. */
  time: z.string().check(z.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)),
  /** A name of the IANA time zone database. */
  zone: z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/)),
};

/** When a bucket is scanned again. */
export const scanScheduleSchema = z.discriminatedUnion('repeat', [
  z.strictObject({ repeat: z.literal('off') }),
  z.strictObject({ repeat: z.literal('hours'), hours: z.literal([1, 6, 12, 24]) }),
  z.strictObject({ repeat: z.literal('daily'), ...localTime }),
  z.strictObject({
    repeat: z.literal('weekly'),
    /** Monday is 1. */
    day: z.literal([1, 2, 3, 4, 5, 6, 7]),
    ...localTime,
  }),
]);
export type ScanSchedule = z.infer<typeof scanScheduleSchema>;

const setScheduleSchema = z.object({
  schedule: scanScheduleSchema,
  /** ISO 8601; absent where it is off. */
  nextRun: z.optional(z.string()),
  setBy: z.string(),
  setAt: z.string(),
});

export const scanReportSchema = z.object({
  scan: scanSchema,
  coverage: coverageSchema,
  /** Absent: none was ever set. */
  schedule: z.optional(setScheduleSchema),
});

export const setScanScheduleBodySchema = z.strictObject({ ...bucketScope, schedule: scanScheduleSchema });

export const controlScanBodySchema = z.strictObject({
  ...bucketScope,
  /** `cancel` gives up what the scan has found; what was known before stays. */
  do: z.enum(['pause', 'resume', 'cancel']),
});
