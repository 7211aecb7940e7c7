import * as z from 'zod/mini';

const facts = { etag: z.string(), lastModified: z.string() };

/** What a scan, or a look, finds at a key. */
export const observedStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('object'), ...facts, size: z.number() }),
  z.object({
    kind: z.literal('link'),
    ...facts,
    /** Absent where it could not be read, or is not for the actor to read. */
    target: z.exactOptional(z.string()),
  }),
]);
export type ObservedState = z.infer<typeof observedStateSchema>;

/** A link that was found other than Signpost knew it, without a change of Signpost that explains it. */
export const outsideChangeSchema = z.object({
  id: z.string(),
  connection: z.string(),
  bucket: z.string(),
  key: z.string(),
  before: observedStateSchema,
  after: observedStateSchema,
  /** When the earlier state was last known to be there: it was changed later. ISO 8601. */
  seenBefore: z.string(),
  /** When the later state was found: it was changed before. ISO 8601. */
  seenAt: z.string(),
});
export type OutsideChange = z.infer<typeof outsideChangeSchema>;
