import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLimit } from '../../parse-limit.ts';

export const search: OperationHandler<'search'> = async (input, { services, permit }) => {
  const index = openLinkIndex(services.connections.get(input.connection), permit);
  const found = await index.search(input.text, parseLimit(input.limit, { fallback: 20, most: 100 }));
  return { ...found, coverage: await index.coverages() };
};
