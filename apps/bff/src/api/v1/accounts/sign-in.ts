import { toSession } from '../../answer-session.ts';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const signIn: OperationHandler<'signIn'> = async (input, { services, caller, setCookies }) => {
  const { user, cookies } = await demandAccounts(services).signIn.signIn(caller, input);
  setCookies(cookies);
  return toSession(user, services);
};
