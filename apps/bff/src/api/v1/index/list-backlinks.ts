import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLimit } from '../../parse-limit.ts';

export const listBacklinks: OperationHandler<'listBacklinks'> = async (input, { services, permit }) => {
  const index = openLinkIndex(services.connections.get(input.connection), permit);
  const found = await index.backlinks(input, parseLimit(input.limit, { fallback: 100, most: 1000 }));
  return { ...found, coverage: await index.coverage(input.bucket) };
};
