import { inBackground } from '../../../logging/in-background.ts';
import type { OperationHandler } from '../../operation.ts';

export const startScan: OperationHandler<'startScan'> = async (input, { services, log }) => {
  const { indexes, facts } = services.connections.get(input.connection);
  // A bucket that is not there, or may not be read, is told here rather than by a reading that fails later.
  await facts.get(input.bucket);
  inBackground(indexes.read(input.bucket, { headers: input.headers ?? false }), {
    log,
    what: 'reading a bucket',
  });
  return indexes.coverage(input.bucket);
};
