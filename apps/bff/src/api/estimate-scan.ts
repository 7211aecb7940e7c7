import type { Coverage } from '@signpost/api-contract';
import type { IndexedConnection } from '../link-index/indexed-connection.ts';
import type { LinkIndex } from '../link-index/link-index.ts';
import { toEstimate } from '../link-index/scan-bucket.ts';

/**
 * The coverage of a bucket with what a scan would cost. After the first one its own numbers tell, at no call; before, it
 * takes a call to OSS now and then.
 */
export async function estimateScan(
  index: LinkIndex,
  { connection, coverage }: { connection: IndexedConnection; coverage: Coverage },
): Promise<Coverage> {
  const { bucket } = coverage;
  const bound = connection.maxIndexedKeys;
  if (coverage.scannedAt !== undefined)
    return { ...coverage, ...toEstimate(coverage.keys, { links: await index.countLinks(bucket), bound }) };
  const keys = await connection.sizes.get(bucket);
  return keys === undefined ? coverage : { ...coverage, ...toEstimate(keys, { bound }) };
}
