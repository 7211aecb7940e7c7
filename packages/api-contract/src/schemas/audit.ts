import * as z from 'zod/mini';
import { bucketNameSchema } from './key-state.ts';

const auditOutcomeSchema = z.enum(['started', 'done', 'refused', 'failed', 'unknown']);

/** Which events are asked for: those that meet every member. */
export const auditFilterMembers = {
  /** Its events, and those of no connection. */
  connection: z.string(),
  /** Id of who did it. */
  actor: z.optional(z.string()),
  action: z.optional(z.string()),
  outcome: z.optional(auditOutcomeSchema),
  bucket: z.optional(bucketNameSchema),
  /** Only keys that begin with this. */
  prefix: z.optional(z.string()),
  /** Id of a change or a plan. */
  change: z.optional(z.string()),
  /** From this moment on; ISO 8601. */
  since: z.optional(z.string()),
  /** Before this moment; ISO 8601. */
  until: z.optional(z.string()),
};

/** One thing that somebody did, or was refused. Texts as they were recorded: what they name may be gone. */
export const auditEventSchema = z.object({
  /** Its place in the chain. */
  sequence: z.number(),
  /** ISO 8601, UTC. */
  at: z.string(),
  actor: z.object({ kind: z.enum(['person', 'token', 'system']), id: z.string(), name: z.string() }),
  /** Like `write.repoint`, `plan.apply` or `export.links`. */
  action: z.string(),
  /** What takes a while is `started`, and has another event when it has ended. */
  outcome: auditOutcomeSchema,
  /** Name of the connection; its id where there is none of it any more; absent of what belongs to none. */
  connection: z.exactOptional(z.string()),
  bucket: z.exactOptional(z.string()),
  key: z.exactOptional(z.string()),
  /** Id of the change, or of the plan where the action begins with `plan.`. */
  change: z.exactOptional(z.string()),
  ossRequestId: z.exactOptional(z.string()),
  requestId: z.exactOptional(z.string()),
  /** Network address of the caller. */
  address: z.exactOptional(z.string()),
  reason: z.exactOptional(z.string()),
  details: z.exactOptional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  /** SHA-256, in hex, of the event and of the hash before it. */
  hash: z.string(),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;
