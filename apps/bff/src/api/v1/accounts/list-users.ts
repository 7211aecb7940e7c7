import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const listUsers: OperationHandler<'listUsers'> = async (_input, { services }) => ({
  items: await demandAccounts(services).store.users(),
});
