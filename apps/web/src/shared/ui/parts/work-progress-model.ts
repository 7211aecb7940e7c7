export const workStates = ['running', 'paused', 'stopping', 'done', 'stopped', 'failed'] as const;
export type WorkState = (typeof workStates)[number];

/** How far a piece of work has come. */
export interface Work {
  state: WorkState;
  /** Items finished. */
  done: number;
  /** Absent while it is not known how many there are. */
  total?: number;
  /** Items per second; absent while it is too early to tell. */
  perSecond?: number;
}

/** Seconds until the work ends at its present rate; undefined where nobody can tell. */
export function toSecondsLeft({ state, done, total, perSecond }: Work): number | undefined {
  if (state !== 'running' || total === undefined || perSecond === undefined || perSecond <= 0)
    return undefined;
  return Math.max(0, total - done) / perSecond;
}

/**
 * The count that was last worth announcing: every tenth of a known total, else each time the leading digit changes.
 * It stays the same between two such moments, so that a live region built from it stays silent.
 */
export function toAnnouncedCount({ state, done, total }: Work): number {
  if (state !== 'running') return done;
  if (total !== undefined && total > 0) {
    const tenths = Math.floor((Math.min(done, total) / total) * 10);
    return Math.floor((tenths * total) / 10);
  }
  if (done < 1) return 0;
  const step = 10 ** Math.floor(Math.log10(done));
  return Math.floor(done / step) * step;
}

/** A rate is read, not computed with: whole numbers from ten on, one decimal below. */
export function roundRate(perSecond: number): number {
  return perSecond >= 10 ? Math.round(perSecond) : Math.round(perSecond * 10) / 10;
}
