import { readIndexes } from '../../../link-index/restrict-indexes.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLimit } from '../../parse-limit.ts';

export const listBacklinks: OperationHandler<'listBacklinks'> = async (input, { services, permit }) => {
  const indexes = await readIndexes(services.connections.get(input.connection), permit);
  const keys = indexes.get(input.bucket)?.backlinksOf(input.key) ?? [];
  return {
    items: keys.slice(0, parseLimit(input.limit, { fallback: 100, most: 1000 })),
    total: keys.length,
    coverage: indexes.coverage(input.bucket),
  };
};
