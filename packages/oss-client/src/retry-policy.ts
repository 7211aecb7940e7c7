import type { OssCall } from './oss-call.ts';
import type { RetryOptions } from './oss-client.ts';
import type { OssError } from './oss-error.ts';

/** Three sendings, pauses of up to 0.1 s, 0.2 s, …; OSS may ask for up to ten seconds. */
export const DEFAULT_RETRY: RetryOptions = { attempts: 3, baseDelayMs: 100, maxDelayMs: 10_000 };

/**
 * How long to pause before sending again, `undefined` to give up. Full jitter, or what OSS asks
 * for plus jitter, so that callers held back together do not come back together.
 */
export function retryDelay(
  error: OssError,
  situation: { readonly call: OssCall; readonly attempt: number; readonly replayable: boolean },
  options: RetryOptions & { readonly random: () => number },
): number | undefined {
  if (situation.attempt >= options.attempts || !situation.replayable) return undefined;
  if (!mayResend(error, situation.call.effect)) return undefined;
  const ceiling = Math.min(options.baseDelayMs * 2 ** (situation.attempt - 1), options.maxDelayMs);
  const jitter = options.random() * ceiling;
  const asked = error.detail.kind === 'service' ? error.detail.retryAfterMs : undefined;
  if (asked === undefined) return jitter;
  return asked > options.maxDelayMs ? undefined : asked + jitter;
}

/** A write goes out again only when it certainly was not executed. */
function mayResend(error: OssError, effect: OssCall['effect']): boolean {
  const { detail } = error;
  switch (detail.kind) {
    case 'transport':
      // Whoever waited for a time-out has waited long enough.
      if (detail.phase === 'aborted' || detail.phase === 'timeout') return false;
      return effect === 'read' || detail.sent === false;
    case 'protocol':
      return effect === 'read' && (detail.reason === 'short-body' || detail.reason === 'truncated-xml');
    case 'service':
      if (detail.status === 503 && detail.fromOss) return true;
      return effect === 'read' && (detail.status === 429 || (detail.status >= 500 && detail.status !== 501));
    default:
      return detail satisfies never;
  }
}
