import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const listGrants: OperationHandler<'listGrants'> = async (_input, { services }) => ({
  items: await demandAccounts(services).store.grants(),
});
