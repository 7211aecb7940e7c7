import type { Coverage } from '@signpost/api-contract';

/** Buckets that an older answer calls under way and a newer one no longer does. */
export function findEnded(known: readonly Coverage[], polled: readonly Coverage[]): string[] {
  return known
    .filter(({ bucket, state }) => {
      const newer = polled.find((one) => one.bucket === bucket);
      return state === 'scanning' && newer !== undefined && newer.state !== 'scanning';
    })
    .map(({ bucket }) => bucket);
}

/** Puts the progress of running scans into an older answer. How a scan ended comes with its numbers only. */
export function mergeProgress(known: readonly Coverage[], polled: readonly Coverage[]): Coverage[] {
  return known.map((one) => {
    if (one.state !== 'scanning') return one;
    const newer = polled.find(({ bucket, state }) => bucket === one.bucket && state === 'scanning');
    return newer ?? one;
  });
}

/** How far each of some buckets is known: the index says nothing of those that it has never been asked to read. */
export function withUnread(known: readonly Coverage[], buckets: readonly string[]): Coverage[] {
  return buckets.map(
    (bucket) =>
      known.find((one) => one.bucket === bucket) ?? {
        bucket,
        state: 'not-scanned',
        keys: 0,
        pending: 0,
        calls: 0,
      },
  );
}
