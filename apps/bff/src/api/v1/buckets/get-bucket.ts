import type { OperationHandler } from '../../operation.ts';

export const getBucket: OperationHandler<'getBucket'> = async ({ connection, bucket }, { services }) =>
  services.connections.get(connection).facts.get(bucket);
