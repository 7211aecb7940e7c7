import { checkGrant } from '../../check-grant.ts';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const addGrant: OperationHandler<'addGrant'> = async (input, { services, permit }) => {
  checkGrant(input, { services, pointer: '#' });
  return demandAccounts(services).store.addGrant({ ...input, createdBy: permit.actor.name });
};
