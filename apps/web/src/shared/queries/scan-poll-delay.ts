import type { Coverage } from '@signpost/api-contract';

/**
 * Milliseconds until the progress of scans is asked for again; `false` where none is running. The pause grows with the
 * calls that the scan has made: the longer it runs, the less a second matters.
 */
export function toScanPollDelay(coverages: readonly Coverage[] | undefined): number | false {
  const running = coverages?.filter(({ state }) => state === 'scanning') ?? [];
  if (running.length === 0) return false;
  return Math.min(10_000, Math.max(700, ...running.map(({ calls }) => calls)));
}
