import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLinkFilter } from '../../parse-link-filter.ts';
import { parseLimit } from '../../parse-limit.ts';

export const rollUpLinks: OperationHandler<'rollUpLinks'> = (input, { services, permit }) => {
  const index = openLinkIndex(services.connections.get(input.connection), permit);
  return index.rollUp({
    ...parseLinkFilter(input),
    limit: parseLimit(input.limit, { fallback: 500, most: 1000 }),
  });
};
