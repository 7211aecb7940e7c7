import type { OperationHandler } from '../../operation.ts';

/** Enough to know whom to ask. */
const mostAdministrators = 3;

/** Connections of which the actor may see something, and what he may do there. */
export const listConnections: OperationHandler<'listConnections'> = async (_input, { services, permit }) => {
  const items = services.connections
    .list()
    .filter(({ config: { name } }) => permit.maySome('connection.list', { connection: name }))
    .map(({ config }) => {
      const { name, mode, endpoint, region, demo, readOnly = false, production = false } = config;
      const grants = permit.heldOn(name);
      const base = { name, mode, endpoint, region, demo, readOnly, production };
      return { ...base, ...(grants === undefined ? {} : { grants }) };
    });
  const { accounts } = services;
  if (accounts === undefined || !(await accounts.areInForce())) return { items, open: true };
  const lacksRights = items.length === 0 || items.some(({ grants }) => grants !== undefined);
  if (!lacksRights) return { items };
  const administrators = await accounts.store.administrators();
  return { items, administrators: administrators.slice(0, mostAdministrators) };
};
