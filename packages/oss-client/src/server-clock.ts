/** The clock of OSS, as far as a refusal has told how far ours is off. */
export interface ServerClock {
  now(): Date;
  /** Takes over a time that OSS told. @returns `false` for one too far off to be meant */
  learn(serverTime: Date): boolean;
}

/** Farther than any clock that was ever set; a server that tells more is wrong itself, or lies. */
const MAX_SKEW_MS = 24 * 3_600_000;
/** After that long our clock is trusted again: it may have been set right, and OSS tells anew where it was not. */
const KEPT_MS = 3_600_000;

/** @param clock our own */
export function createServerClock(clock: () => Date): ServerClock {
  let skewMs = 0;
  let learnedAt = 0;
  return {
    now() {
      const ours = clock().getTime();
      // A clock that was set meanwhile counts as well, in either direction.
      if (skewMs !== 0 && Math.abs(ours - learnedAt) > KEPT_MS) skewMs = 0;
      return new Date(ours + skewMs);
    },
    learn(serverTime) {
      const ours = clock().getTime();
      const skew = serverTime.getTime() - ours;
      if (Math.abs(skew) > MAX_SKEW_MS) return false;
      skewMs = skew;
      learnedAt = ours;
      return true;
    },
  };
}
