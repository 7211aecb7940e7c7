import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';

/** From the link index, without a call to OSS. */
export const getNeighbourhood: OperationHandler<'getNeighbourhood'> = async (input, { services, permit }) => {
  const index = openLinkIndex(services.connections.get(input.connection), permit);
  const [items, coverage] = await Promise.all([
    index.neighbourhood(input, most),
    index.coverage(input.bucket),
  ]);
  return { items, coverage };
};

/** More keys than these are no picture any more. */
const most = 60;
