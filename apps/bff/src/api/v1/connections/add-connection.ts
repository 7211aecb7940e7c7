import { demandConnectionAdmin } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const addConnection: OperationHandler<'addConnection'> = async (input, { services, permit }) =>
  (await demandConnectionAdmin(services)).add(input, permit.actor.name);
