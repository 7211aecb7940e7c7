import type { Bucket } from '@signpost/api-contract';
import { listBuckets as listOssBuckets, type OssClient } from '@signpost/oss-client';
import type { ConfiguredBucket } from '../../../config/config.ts';
import { createMeter } from '../../../connections/metered-client.ts';
import type { OperationHandler } from '../../../http/operation-handler.ts';

export const listBuckets: OperationHandler<'listBuckets'> = async (input, { services, signal }) => {
  const { config, client } = services.connections.get(input.connection);
  if (config.buckets !== undefined) return { items: config.buckets.map(toConfigured), calls: 0 };
  const meter = createMeter(client);
  return { items: await readAll(meter.client, signal), calls: meter.calls };
};

/** ListBuckets pages by 1,000, and an account holds at most a few hundred per region. */
async function readAll(client: OssClient, signal: AbortSignal): Promise<Bucket[]> {
  const items: Bucket[] = [];
  let marker: string | undefined;
  do {
    const page = await listOssBuckets(client, { signal, marker });
    for (const bucket of page.buckets) {
      items.push({
        name: bucket.name,
        region: bucket.region,
        createdAt: bucket.creationDate.toISOString(),
        storageClass: bucket.storageClass,
        hierarchicalNamespace: bucket.hierarchicalNamespace,
        startPrefixes: [],
      });
    }
    marker = page.isTruncated ? page.nextMarker : undefined;
  } while (marker !== undefined);
  return items;
}

function toConfigured({ name, startPrefixes }: ConfiguredBucket): Bucket {
  return { name, startPrefixes, hierarchicalNamespace: false };
}
