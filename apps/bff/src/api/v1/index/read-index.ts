import type { OperationHandler } from '../../../http/operation-handler.ts';

export const readIndex: OperationHandler<'readIndex'> = async (input, { services }) => {
  const { indexes, facts } = services.connections.get(input.connection);
  // A bucket that is not there, or may not be read, is told here rather than by a reading that fails later.
  await facts.get(input.bucket);
  void indexes.read(input.bucket);
  return indexes.coverage(input.bucket);
};
