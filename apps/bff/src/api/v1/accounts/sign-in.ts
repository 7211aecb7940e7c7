import { toSession } from '../../answer-session.ts';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const signIn: OperationHandler<'signIn'> = async (input, { services, caller, setCookies }) => {
  const { user, cookies, isCodeNeeded } = await demandAccounts(services).signIn.signIn(caller, input);
  setCookies(cookies);
  // Nothing is told of somebody who has given half of what is asked for.
  return isCodeNeeded ? { state: 'code-needed' } : toSession(user, services);
};
