import { readBuckets, toBucket } from '../../../oss/bucket-list.ts';
import { createMeter } from '../../../oss/metered-client.ts';
import type { OperationHandler } from '../../operation.ts';

/** Buckets of which the actor may see something. */
export const listBuckets: OperationHandler<'listBuckets'> = async (input, { services, permit, signal }) => {
  const { config, client } = services.connections.get(input.connection);
  const maySee = ({ name }: { name: string }): boolean =>
    permit.maySome('bucket.list', { connection: config.name, bucket: name });
  if (config.buckets !== undefined) return { items: config.buckets.filter(maySee).map(toBucket), calls: 0 };
  const meter = createMeter(client);
  return { items: (await readBuckets(meter.client, signal)).filter(maySee), calls: meter.calls };
};
