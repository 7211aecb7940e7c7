import type { OperationHandler } from '../../../http/operation-handler.ts';

export const listCoverage: OperationHandler<'listCoverage'> = async (input, { services }) => {
  const { indexes } = services.connections.get(input.connection);
  const buckets = input.bucket === undefined ? indexes.buckets() : [input.bucket];
  return { items: buckets.map((bucket) => indexes.coverage(bucket)) };
};
