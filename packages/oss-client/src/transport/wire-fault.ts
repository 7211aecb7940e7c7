import type { ProtocolReason, TransportPhase } from '../oss-error.ts';
import { ADDRESS_REFUSED } from './checked-lookup.ts';

/** How far a request got when it failed. */
export interface WireProgress {
  /** Bytes of the request may have left. */
  started: boolean;
  /** The answer's headers came. */
  answered: boolean;
}

/** The name leads to an address that connections may not use. */
export const refusedAddress = {
  kind: 'transport',
  phase: 'address',
  sent: false,
  causeCode: ADDRESS_REFUSED,
} as const;

/** Status and headers of an answer. */
export interface AnswerHead {
  readonly status: number;
  /** Lower-case names, Unicode values. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Why no complete answer came; the operation is not known here. */
export type WireFaultDetail =
  | {
      readonly kind: 'transport';
      readonly phase: TransportPhase;
      readonly sent: false | 'maybe' | true;
      readonly causeCode: string | undefined;
    }
  | { readonly kind: 'protocol'; readonly reason: ProtocolReason };

/** A failed exchange. */
export class WireError extends Error {
  readonly detail: WireFaultDetail;
  /** Of the answer that broke off. */
  readonly head: AnswerHead | undefined;

  constructor(detail: WireFaultDetail, head?: AnswerHead) {
    super('No complete answer came');
    this.detail = detail;
    this.head = head;
  }
}

/** Why this side ended an exchange. Its code tells it apart from the reasons of the HTTP library. */
export class ExchangeEnded extends Error {
  readonly code: 'CALL_TIMEOUT' | 'STREAM_TOO_SLOW' | 'TOO_MANY_BYTES_HELD';

  constructor(code: ExchangeEnded['code']) {
    super(code);
    this.code = code;
  }
}

const TIMEOUTS: ReadonlySet<string | undefined> = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'CALL_TIMEOUT',
  'STREAM_TOO_SLOW',
]);

/**
 * Judges an error of the HTTP library, or an end of our own. Only its code is kept: the error itself could hold
 * anything.
 */
export function toWireFault(error: unknown, progress: WireProgress, signal?: AbortSignal): WireFaultDetail {
  const causeCode = codeOf(error);
  const sent = progress.answered ? true : progress.started ? 'maybe' : false;
  if (signal?.aborted) {
    const phase = isTimeout(signal.reason) ? 'timeout' : 'aborted';
    return { kind: 'transport', phase, sent, causeCode: undefined };
  }
  if (TIMEOUTS.has(causeCode)) return { kind: 'transport', phase: 'timeout', sent, causeCode };
  if (causeCode === ADDRESS_REFUSED) return refusedAddress;
  if (causeCode === 'TOO_MANY_BYTES_HELD') return { kind: 'transport', phase: 'overload', sent, causeCode };
  if (causeCode?.startsWith('HPE_') || causeCode === 'UND_ERR_HEADERS_OVERFLOW') {
    return { kind: 'protocol', reason: 'unexpected-answer' };
  }
  if (causeCode === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return { kind: 'protocol', reason: 'short-body' };
  // The other side ended the connection in an orderly way, but before the announced end.
  if (progress.answered && causeCode === 'UND_ERR_SOCKET') return { kind: 'protocol', reason: 'short-body' };
  return { kind: 'transport', phase: progress.started ? 'reset' : 'connect', sent, causeCode };
}

/** A request that was given up before any of it was sent. */
export function neverSent(signal: AbortSignal | undefined): WireFaultDetail {
  const phase = isTimeout(signal?.reason) ? 'timeout' : 'aborted';
  return { kind: 'transport', phase, sent: false, causeCode: undefined };
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // When every address of a name fails, Node wraps the reasons in an AggregateError with its own code.
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : undefined;
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
