import type { Coverage } from '@signpost/api-contract';
import type { BucketSizes } from '../../../oss/bucket-sizes.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';
import { toEstimate } from '../../../link-index/scan-bucket.ts';

/** What a first reading would cost is told for a bucket that is asked for by name: it takes a call to OSS now and then. */
export const listCoverage: OperationHandler<'listCoverage'> = async (input, { services, permit }) => {
  const connection = services.connections.get(input.connection);
  const { sizes } = connection;
  const index = openLinkIndex(connection, permit);
  if (input.bucket === undefined) return { items: await index.coverages() };
  const coverage = await withEstimate(await index.coverage(input.bucket), sizes, () =>
    index.countLinks(input.bucket ?? ''),
  );
  const { callsPerSecond } = services;
  return { items: [callsPerSecond === undefined ? coverage : { ...coverage, callsPerSecond }] };
};

/** After the first scan its own numbers tell, at no call. */
async function withEstimate(
  coverage: Coverage,
  sizes: BucketSizes,
  countLinks: () => Promise<number>,
): Promise<Coverage> {
  if (coverage.state === 'scanning') return coverage;
  if (coverage.scannedAt !== undefined)
    return { ...coverage, ...toEstimate(coverage.keys, await countLinks()) };
  const keys = await sizes.get(coverage.bucket);
  return keys === undefined ? coverage : { ...coverage, ...toEstimate(keys) };
}
