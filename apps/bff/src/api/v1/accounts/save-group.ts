import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const saveGroup: OperationHandler<'saveGroup'> = async ({ id, name, members }, { services }) =>
  demandAccounts(services).store.saveGroup({ id, name, members });
