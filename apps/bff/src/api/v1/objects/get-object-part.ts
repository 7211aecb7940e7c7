import type { OperationHandler } from '../../operation.ts';
import { toReadContext } from '../../to-writer.ts';
import { readPart } from '../../../keys/read-key.ts';
import { createMeter } from '../../../oss/metered-client.ts';

export const getObjectPart: OperationHandler<'getObjectPart'> = async (input, context) => {
  const { connection, bucket, key, part } = input;
  const meter = createMeter(toReadContext(context, connection).connection.client);
  const read = await readPart({ client: meter.client, bucket, key, signal: context.signal }, part);
  return { ...read, calls: meter.calls };
};
