import type { OssCall } from './oss-call.ts';
import type { RetryOptions } from './oss-client.ts';
import { OssError, type TransportPhase } from './oss-error.ts';

/** Three sendings, pauses of up to 0.1 s, 0.2 s, …; OSS may ask for up to ten seconds. */
export const DEFAULT_RETRY: RetryOptions = { attempts: 3, baseDelayMs: 100, maxDelayMs: 10_000 };

/** The limits of repeating, and where the jitter comes from. */
export type RetryPolicy = RetryOptions & { readonly random: () => number };

/**
 * Pause in milliseconds before the transport sends a read again; `undefined` gives up. A write is never sent again
 * here: what it was based on may have changed during the pause, so only its writer may repeat it, after a fresh read.
 */
export function readRetryDelay(
  error: OssError,
  situation: { readonly call: OssCall; readonly attempt: number; readonly replayable: boolean },
  policy: RetryPolicy,
): number | undefined {
  const { call, attempt, replayable } = situation;
  if (call.effect === 'write' || !replayable || !isTransient(error)) return undefined;
  return pauseBefore(error, attempt, policy);
}

/**
 * Pause in milliseconds before a writer may read again and then repeat a write that OSS certainly did not carry out;
 * `undefined` where the write must not be repeated.
 */
export function writeRetryDelay(error: unknown, attempt: number, policy: RetryPolicy): number | undefined {
  if (!(error instanceof OssError) || !isRejectedForNow(error)) return undefined;
  return pauseBefore(error, attempt, policy);
}

/** Full jitter, or the delay OSS asks for plus jitter, so that callers held back together do not return together. */
function pauseBefore(error: OssError, attempt: number, policy: RetryPolicy): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  const ceiling = Math.min(policy.baseDelayMs * 2 ** (attempt - 1), policy.maxDelayMs);
  const jitter = policy.random() * ceiling;
  const asked = error.detail.kind === 'service' ? error.detail.retryAfterMs : undefined;
  if (asked === undefined) return jitter;
  return asked > policy.maxDelayMs ? undefined : asked + jitter;
}

/** OSS throttled the request, or no connection to it was made: it was not carried out. */
function isRejectedForNow({ detail }: OssError): boolean {
  if (detail.kind === 'transport') return detail.sent === false && isBrokenConnection(detail.phase);
  return detail.kind === 'service' && detail.status === 503;
}

/**
 * Tells whether the same read may succeed a moment later: OSS throttles or fails by itself (429, 5xx), the connection
 * was refused or broke, or the answer ended early. A time-out does not count.
 */
export function isTransient({ detail }: OssError): boolean {
  switch (detail.kind) {
    case 'transport':
      return isBrokenConnection(detail.phase);
    case 'protocol':
      return detail.reason === 'short-body' || detail.reason === 'truncated-xml';
    case 'service':
    case 'intermediary':
      return detail.status === 429 || (detail.status >= 500 && detail.status !== 501);
    default:
      return detail satisfies never;
  }
}

/** A caller who waited for a time-out has waited long enough. */
function isBrokenConnection(phase: TransportPhase): boolean {
  return phase === 'connect' || phase === 'reset';
}
