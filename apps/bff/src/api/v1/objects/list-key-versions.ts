import type { OperationHandler } from '../../operation.ts';
import { toReadContext } from '../../to-writer.ts';
import { readVersions } from '../../../keys/read-versions.ts';
import { createMeter } from '../../../oss/metered-client.ts';

export const listKeyVersions: OperationHandler<'listKeyVersions'> = async (input, context) => {
  const { connection, bucket, key } = input;
  const readContext = toReadContext(context, connection);
  const meter = createMeter(readContext.connection.client);
  const place = { client: meter.client, bucket, key, signal: context.signal };
  return { ...(await readVersions(readContext, place)), calls: meter.calls };
};
