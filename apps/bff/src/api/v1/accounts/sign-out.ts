import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const signOut: OperationHandler<'signOut'> = async (_input, { services, caller, setCookies }) => {
  setCookies(await demandAccounts(services).signIn.signOut(caller));
  return { state: 'signed-out' };
};
