import type { Readable } from 'node:stream';
import type { AnswerOf, BodyOf, OperationName, QueryOf } from '@signpost/api-contract';
import type { RequestOrigin } from '../changes/change-log.ts';
import type { Caller } from '../auth/accounts.ts';
import type { Permit } from '../auth/permit.ts';
import type { RequestAttempt } from '../idempotency/answer-once.ts';
import type { Redact } from '../logging/redact.ts';
import type { Log } from '../logging/create-log.ts';
import type { Services } from './services.ts';
import type { Precondition } from '../writes/write-request.ts';
import type { RangeRequest } from '../http/parse-range.ts';
import type { UploadBody } from '../http/parse-upload.ts';

/** Bytes as the answer: read with back-pressure, given up when the caller goes away. */
export interface StreamAnswer {
  status: 200 | 204 | 206;
  headers: Record<string, string>;
  /** Absent where only the headers were asked for. */
  body?: Readable;
}

/** What an operation is given beside its input. */
export interface OperationContext {
  permit: Permit;
  /** For answers that last: as it is now, when the session or a grant may have ended. */
  permitNow: () => Promise<Permit>;
  services: Services;
  /** Set on operations that state a condition. */
  condition: Precondition | undefined;
  /** Set on operations that take bytes. */
  upload: UploadBody | undefined;
  /** Set on byte streams of which the caller wants a part. */
  range: RangeRequest | undefined;
  /** Where a stream of events that broke off shall go on. */
  lastEventId: string | undefined;
  /** Takes secrets out of a text that leaves without a schema. */
  redact: Redact;
  /** The caller wants the headers of the answer only (HEAD). */
  headOnly: boolean;
  /** Set on requests that carry a key. */
  attempt: RequestAttempt | undefined;
  /** Aborts when the caller goes away. Reads follow it; a write that has begun does not. */
  signal: AbortSignal;
  /** The request itself, for what is recorded of it. */
  origin: RequestOrigin;
  log: Log;
  /** For sign-in; everything else asks the permit. */
  caller: Caller;
  setCookies: (cookies: readonly string[]) => void;
}

export type InputOf<N extends OperationName> = BodyOf<N> extends undefined ? QueryOf<N> : BodyOf<N>;
export type OutputOf<N extends OperationName> = AnswerOf<N> extends undefined ? StreamAnswer : AnswerOf<N>;

/** One operation: parsed input in, output out. */
export type OperationHandler<N extends OperationName> = (
  input: InputOf<N>,
  context: OperationContext,
) => Promise<OutputOf<N>>;

/** A handler for every row of the operation table. */
export type OperationHandlers = { readonly [N in OperationName]: OperationHandler<N> };
