import * as z from 'zod/mini';
import { callsSchema, keyScope } from './key-state.ts';
import { changeSchema, reasonSchema } from './links.ts';
import { restoreChoice } from './restore-choice.ts';

export const restoreBodySchema = z.strictObject({
  ...keyScope,
  ...restoreChoice,
  reason: reasonSchema,
});
export type RestoreBody = z.infer<typeof restoreBodySchema>;

export const restoreResultSchema = z.object({
  /**
   * `extended`: it was readable already, and is for that many days from now. `in-progress`: an earlier restore is under
   * way, and this one changed nothing. `unknown` (202): the answer was lost; ask for the change again.
   */
  state: z.enum(['started', 'extended', 'in-progress', 'unknown']),
  /** Seconds until it can be read, as far as OSS promises; for `started`, and for `unknown` if it was. */
  wait: z.optional(z.object({ least: z.number(), most: z.number() })),
  /** End of the readable copy, ISO 8601; for `extended`, where OSS tells it. */
  readableUntil: z.optional(z.string()),
  /** Absent where OSS was not asked, since the object is being restored. */
  change: z.optional(changeSchema),
  calls: callsSchema,
});
export type RestoreResult = z.infer<typeof restoreResultSchema>;
