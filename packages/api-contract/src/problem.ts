import * as z from 'zod/mini';
import { writeViewSchema } from './schemas/objects.ts';

/** Every code an answer can carry, with its HTTP status. Each client has texts of its own. */
export const problemStatus = {
  'invalid-request': 400,
  'not-found': 404,
  'method-not-allowed': 405,
  'media-type-unsupported': 415,
  'length-required': 411,
  'body-too-large': 413,
  // Not 408: a browser may send such a request again by itself.
  'upload-stalled': 400,
  'host-not-allowed': 421,
  'origin-not-allowed': 403,
  'csrf-header-missing': 403,
  'right-missing': 403,
  'connection-unknown': 404,
  'bucket-missing': 404,
  'object-missing': 404,
  'version-missing': 404,
  'change-missing': 404,
  'not-a-link': 409,
  'not-an-object': 409,
  'link-target-missing': 404,
  'link-target-is-link': 409,
  'key-taken': 409,
  'range-not-satisfiable': 416,
  // Another write to the same key takes long, maybe in another replica.
  'key-busy': 409,
  'object-cold': 409,
  'object-immutable': 409,
  'links-unsupported': 409,
  'write-blocked': 409,
  'choice-required': 409,
  'undo-impossible': 409,
  'state-changed': 412,
  'proof-mismatch': 412,
  'precondition-required': 428,
  'proof-required': 428,
  'preview-unsupported': 415,
  'oss-access-denied': 403,
  'oss-domain-required': 403,
  'oss-credentials-rejected': 502,
  'oss-clock-skewed': 502,
  'oss-region-wrong': 502,
  'oss-refused': 502,
  'oss-answer-invalid': 502,
  'oss-intermediary-answered': 502,
  'oss-unreachable': 502,
  'oss-not-implemented': 502,
  'oss-throttled': 503,
  'oss-unavailable': 503,
  'too-many-calls': 503,
  'oss-timed-out': 504,
  // Before anything is sent to OSS: a disk that is full, most of the time.
  'change-not-recorded': 503,
  'database-unavailable': 503,
  'shutting-down': 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problemStatus;

export const problemCodes = Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]];

/** Rules that a member of a request can break. The lower ones are those of OSS for keys, headers, metadata and tags. */
export const requestRules = [
  'missing',
  'unknown-member',
  'wrong-type',
  'not-one-of',
  'wrong-form',
  'too-many-characters',
  'too-many-bytes',
  'too-many-entries',
  'too-few',
  'bucket-name',
  'given-twice',
  'not-utf8',
  'not-json',
  'signed-url',
  'cursor',
  'condition',
  'empty',
  'too-long',
  'leading-slash',
  'not-unicode',
  'control-character',
  'edge-blank',
  'name',
  'duplicate',
  'too-large',
  'count',
  'key',
  'value',
] as const;

export type RequestRule = (typeof requestRules)[number];

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
   * `#/headers/name`. `rule` is the broken rule, one of {@link requestRules} or of a newer server, and `params` fill
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
