import { createHash } from 'node:crypto';
import type { IndexedConnection } from './indexed-connection.ts';
import { mergeCoverage } from './shared-coverage.ts';

/** A short text that changes with the scan of a bucket, on whichever console it is made, and with its schedule. */
export async function readScanStamp(
  { indexes, schedules, sharedCoverage }: IndexedConnection,
  bucket: string,
): Promise<string> {
  const [scan, schedule, others] = await Promise.all([
    indexes.storedScan(bucket),
    schedules.get(bucket),
    sharedCoverage.others(),
  ]);
  const other = others.find((coverage) => coverage.bucket === bucket);
  return createHash('sha256')
    .update(
      JSON.stringify([scan, schedule, mergeCoverage(indexes.coverage(bucket), other), other?.scannedAt]),
    )
    .digest('base64url')
    .slice(0, 16);
}
