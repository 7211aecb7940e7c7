import type { Credential } from '../../config/config.ts';
import { ProblemError } from '../../problems/problem-error.ts';

/** Temporary keys, and when they end, in milliseconds since 1970. */
export interface TemporaryKeys extends Credential {
  securityToken: string;
  endsAt: number;
}

export type FetchKeys = (signal: AbortSignal) => Promise<TemporaryKeys>;

/** Keys that are fetched when they are needed and renewed before they end. */
export interface RenewedKeys {
  /** @throws ProblemError `oss-keys-unavailable` */
  get(): Credential | Promise<Credential>;
  /** When the keys at hand end; undefined before the first ones. */
  endsAt(): number | undefined;
}

const mostMarginMs = 5 * 60_000;
const fetchTimeoutMs = 10_000;
/** A service that refuses is not asked with each call. */
const pauseAfterFailureMs = 1000;

/**
 * Fetches once for all who wait. Within the last third of their life, at most five minutes, keys are renewed in the
 * background while the old ones serve: nobody waits, and a token service that is away for a moment is not noticed.
 */
export function renewKeys(
  fetchKeys: FetchKeys,
  { now, onFetched }: { now: () => number; onFetched: (keys: TemporaryKeys) => void },
): RenewedKeys {
  let keys: TemporaryKeys | undefined;
  let renewFrom = 0;
  let fetching: Promise<TemporaryKeys> | undefined;
  let failure: { error: unknown; until: number } | undefined;

  function renew(): Promise<TemporaryKeys> {
    if (failure !== undefined && failure.until > now()) return Promise.reject(failure.error);
    fetching ??= fetchKeys(AbortSignal.timeout(fetchTimeoutMs))
      .then(
        (fetched) => {
          const life = fetched.endsAt - now();
          // Of an end that is no time nothing is known.
          if (!(life > 0))
            throw new ProblemError('oss-keys-unavailable', {
              detail: 'The keys that were issued have ended already: check the clock of this machine.',
            });
          onFetched(fetched);
          keys = fetched;
          renewFrom = fetched.endsAt - Math.min(mostMarginMs, life / 3);
          failure = undefined;
          return fetched;
        },
        (error: unknown) => {
          throw toKeysProblem(error);
        },
      )
      .catch((error: unknown) => {
        failure = { error, until: now() + pauseAfterFailureMs };
        throw error;
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  }

  return {
    get() {
      if (keys === undefined || keys.endsAt <= now()) return renew();
      if (renewFrom <= now()) renew().catch(() => undefined);
      return keys;
    },
    endsAt: () => keys?.endsAt,
  };
}

function toKeysProblem(error: unknown): unknown {
  if (error instanceof ProblemError) return error;
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  const code = typeof cause?.code === 'string' ? ` (${cause.code})` : '';
  const detail =
    name === 'TimeoutError' ? 'The service did not answer in time.' : `The service was not reached${code}.`;
  return new ProblemError('oss-keys-unavailable', { detail }, { cause: error });
}
