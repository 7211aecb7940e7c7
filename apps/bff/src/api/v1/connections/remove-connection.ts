import { demandConnectionAdmin } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const removeConnection: OperationHandler<'removeConnection'> = async (input, { services }) => {
  await (await demandConnectionAdmin(services)).remove(input);
  return { done: true };
};
