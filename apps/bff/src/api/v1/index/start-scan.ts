import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { toSource } from '../../../link-index/scan-sources.ts';
import { demandWhole } from '../../demand-whole.ts';
import { recordAfter } from '../../record-event.ts';
import type { OperationHandler } from '../../operation.ts';

export const startScan: OperationHandler<'startScan'> = async (input, context) => {
  const { services, permit } = context;
  const connection = services.connections.get(input.connection);
  const { bucket, headers = false, source: wanted = { kind: 'list' } } = input;
  const { indexes, facts } = connection;
  const mayRead = wanted.kind === 'list' ? () => false : demandWhole(input, permit);
  // A bucket that is not there, or may not be read, is told here rather than by a reading that fails later.
  await facts.get(bucket);
  const source = await toSource({ connection, bucket, mayRead }, wanted);
  await indexes.scan(bucket, { headers, source, askedBy: permit.actor });
  await recordAfter(context, {
    action: 'scan.start',
    outcome: 'done',
    connection: input.connection,
    bucket,
    details: { headers, ...(source === undefined ? {} : { source: source.kind }) },
  });
  return openLinkIndex(connection, permit).coverage(bucket);
};
