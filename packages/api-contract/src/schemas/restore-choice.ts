import { restoreTiers } from '@signpost/oss-protocol/rules';
import * as z from 'zod/mini';

/** What a restore asks OSS for, and what it costs by. */
export const restoreChoice = {
  /** As it was when the fee was agreed to: another one is refused (`state-changed`). */
  storageClass: z.enum(['Archive', 'ColdArchive', 'DeepColdArchive']),
  /**
   * Days that the readable copy is kept: at most 7 for Archive, 365 for the other classes, whose copy is charged for as
   * Standard storage.
   */
  days: z.int(),
  /** How fast, and how dear. None for Archive, required for the other classes; `Bulk` is of ColdArchive alone. */
  tier: z.optional(z.enum(restoreTiers)),
};

export const restoreChoiceSchema = z.object(restoreChoice);
