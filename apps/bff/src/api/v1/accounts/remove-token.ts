import { demandAccounts, demandPerson } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const removeToken: OperationHandler<'removeToken'> = async ({ id }, { services, permit, caller }) => {
  const { user } = await demandPerson(services, { permit, caller });
  const owner = permit.may('account.manage', {}) ? undefined : user.id;
  await demandAccounts(services).store.removeToken(id, owner);
  return { done: true };
};
