import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';

export const startScan: OperationHandler<'startScan'> = async (input, { services, permit }) => {
  const connection = services.connections.get(input.connection);
  const { indexes, facts } = connection;
  // A bucket that is not there, or may not be read, is told here rather than by a reading that fails later.
  await facts.get(input.bucket);
  await indexes.scan(input.bucket, { headers: input.headers ?? false });
  return openLinkIndex(connection, permit).coverage(input.bucket);
};
