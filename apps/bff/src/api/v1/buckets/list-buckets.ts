import { readBuckets, toBucket } from '../../../oss/bucket-list.ts';
import { createMeter } from '../../../oss/metered-client.ts';
import type { OperationHandler } from '../../operation.ts';

export const listBuckets: OperationHandler<'listBuckets'> = async (input, { services, signal }) => {
  const { config, client } = services.connections.get(input.connection);
  if (config.buckets !== undefined) return { items: config.buckets.map(toBucket), calls: 0 };
  const meter = createMeter(client);
  return { items: await readBuckets(meter.client, signal), calls: meter.calls };
};
