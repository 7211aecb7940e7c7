import { demandAccounts, demandPerson } from '../../demand-accounts.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';
import type { OperationHandler } from '../../operation.ts';

/** Sessions from before were begun with a password alone: they end, and this browser gets a new one. */
export const confirmSecondFactor: OperationHandler<'confirmSecondFactor'> = async (
  { code },
  { services, permit, caller, setCookies },
) => {
  const { signIn, secondFactors } = demandAccounts(services);
  const { user } = await demandPerson(services, { permit, caller });
  const recoveryCodes = await secondFactors.confirm(user.id, code);
  if (recoveryCodes === undefined) throw invalidRequest('#/code', 'code-wrong');
  setCookies(await signIn.renewSession(caller, user.id));
  return { recoveryCodes };
};
