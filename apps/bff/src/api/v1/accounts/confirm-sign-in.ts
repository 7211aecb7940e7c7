import { toSession } from '../../answer-session.ts';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const confirmSignIn: OperationHandler<'confirmSignIn'> = async (
  { code },
  { services, caller, setCookies },
) => {
  const { user, cookies } = await demandAccounts(services).signIn.confirmSignIn(caller, code);
  setCookies(cookies);
  return toSession(user, services);
};
