import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';

/** Backlinks a row has room for. */
const maxNamed = 3;

export const describeFolders: OperationHandler<'describeFolders'> = async (input, { services, permit }) => {
  const index = openLinkIndex(services.connections.get(input.connection), permit);
  const rows = await index.folders(input, maxNamed);
  return { ...rows, coverage: await index.coverage(input.bucket) };
};
