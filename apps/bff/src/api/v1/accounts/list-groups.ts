import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const listGroups: OperationHandler<'listGroups'> = async (_input, { services }) => ({
  items: await demandAccounts(services).store.groups(),
});
