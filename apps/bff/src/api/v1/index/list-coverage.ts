import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';
import { estimateScan } from '../../estimate-scan.ts';

/** What a first reading would cost is told for a bucket that is asked for by name: it takes a call to OSS now and then. */
export const listCoverage: OperationHandler<'listCoverage'> = async (input, { services, permit }) => {
  const connection = services.connections.get(input.connection);
  const index = openLinkIndex(connection, permit);
  if (input.bucket === undefined) return { items: await index.coverages() };
  const known = await index.coverage(input.bucket);
  const coverage =
    known.state === 'scanning' ? known : await estimateScan(index, { connection, coverage: known });
  const { callsPerSecond } = connection;
  return { items: [callsPerSecond === undefined ? coverage : { ...coverage, callsPerSecond }] };
};
