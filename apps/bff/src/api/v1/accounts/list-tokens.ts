import { demandAccounts, demandPerson } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const listTokens: OperationHandler<'listTokens'> = async (_input, { services, permit, caller }) => {
  const { user } = await demandPerson(services, { permit, caller });
  const owner = permit.may('account.manage', {}) ? undefined : user.id;
  return { items: await demandAccounts(services).store.tokens(owner) };
};
