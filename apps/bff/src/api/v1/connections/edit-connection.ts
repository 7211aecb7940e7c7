import { demandConnectionAdmin } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const editConnection: OperationHandler<'editConnection'> = async (input, { services, permit }) =>
  (await demandConnectionAdmin(services)).edit(input, permit.actor.name);
