import { readBuckets, toBucket } from '../../../buckets/bucket-list.ts';
import { createMeter } from '../../../connections/metered-client.ts';
import type { OperationHandler } from '../../../http/operation-handler.ts';

export const listBuckets: OperationHandler<'listBuckets'> = async (input, { services, signal }) => {
  const { config, client } = services.connections.get(input.connection);
  if (config.buckets !== undefined) return { items: config.buckets.map(toBucket), calls: 0 };
  const meter = createMeter(client);
  return { items: await readBuckets(meter.client, signal), calls: meter.calls };
};
