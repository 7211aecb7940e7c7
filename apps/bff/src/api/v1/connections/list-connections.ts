import type { OperationHandler } from '../../operation.ts';

export const listConnections: OperationHandler<'listConnections'> = async (_input, { services, permit }) => ({
  items: services.connections
    .list()
    .filter(({ config: { name } }) => permit.maySome('connection.list', { connection: name }))
    .map(({ config: { name, mode, endpoint, region, demo } }) => ({ name, mode, endpoint, region, demo })),
});
