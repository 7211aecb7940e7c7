import * as z from 'zod/mini';
import { writeViewSchema } from './objects.ts';

const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

/**
 * RFC 9457 problem details. `requestId` is ours and is in the log; `upstream` is what OSS said.
 * `params` fill the message of `code`; a reader ignores members it does not know.
 */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  code: z.string(),
  requestId: z.optional(z.string()),
  retryable: z.boolean(),
  retryAfterMs: z.optional(z.number()),
  params: z.optional(paramsSchema),
  upstream: z.optional(
    z.object({
      ossCode: z.optional(z.string()),
      /** OSS's own sentence about its refusal, in English. */
      ossMessage: z.optional(z.string()),
      ossRequestId: z.optional(z.string()),
      ossEc: z.optional(z.string()),
    }),
  ),
  /**
   * What is wrong with single members of the request; `pointer` is a JSON pointer into the body, or `#/query/name` or
   * `#/headers/name`. `rule` is the broken rule, one of `requestRules` or of a newer server, and `params` fill
   * its message; `detail` says the same in English.
   */
  errors: z.optional(
    z.array(
      z.object({
        pointer: z.string(),
        detail: z.string(),
        rule: z.optional(z.string()),
        params: z.optional(paramsSchema),
      }),
    ),
  ),
  /** On `choice-required`: names that have to be listed in `accept`. */
  needs: z.optional(z.array(z.string())),
  /** On `state-changed`, `proof-mismatch` and `key-taken`: what is stored there now. */
  now: z.optional(writeViewSchema),
});
export type Problem = z.infer<typeof problemSchema>;
