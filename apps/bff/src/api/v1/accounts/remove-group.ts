import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const removeGroup: OperationHandler<'removeGroup'> = async ({ id }, { services }) => {
  await demandAccounts(services).store.removeGroup(id);
  return { done: true };
};
