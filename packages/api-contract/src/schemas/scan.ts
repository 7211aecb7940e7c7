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
  /** In key order. */
  parts: z.optional(z.array(scanPartSchema)),
});
export type Scan = z.infer<typeof scanSchema>;

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
