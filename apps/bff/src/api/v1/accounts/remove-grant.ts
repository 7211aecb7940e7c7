import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const removeGrant: OperationHandler<'removeGrant'> = async ({ id }, { services }) => {
  await demandAccounts(services).store.removeGrant(id);
  return { done: true };
};
