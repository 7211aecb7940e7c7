import type { OperationHandler } from '../../operation.ts';

export const listConnections: OperationHandler<'listConnections'> = async (_input, { services }) => ({
  items: services.connections.list().map(({ config: { name, mode, endpoint, region, demo } }) => ({
    name,
    mode,
    endpoint,
    region,
    demo,
  })),
});
