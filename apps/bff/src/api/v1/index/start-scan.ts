import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { recordAfter } from '../../record-event.ts';
import type { OperationHandler } from '../../operation.ts';

export const startScan: OperationHandler<'startScan'> = async (input, context) => {
  const { services, permit } = context;
  const connection = services.connections.get(input.connection);
  const { indexes, facts } = connection;
  // A bucket that is not there, or may not be read, is told here rather than by a reading that fails later.
  await facts.get(input.bucket);
  await indexes.scan(input.bucket, { headers: input.headers ?? false });
  await recordAfter(context, {
    action: 'scan.start',
    outcome: 'done',
    connection: input.connection,
    bucket: input.bucket,
    details: { headers: input.headers ?? false },
  });
  return openLinkIndex(connection, permit).coverage(input.bucket);
};
