import { demandAccounts, demandPerson } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

/** The password is asked for again: a browser that was left open must not lock its owner out. */
export const startSecondFactor: OperationHandler<'startSecondFactor'> = async (
  { password },
  { services, permit, caller },
) => {
  const { signIn, secondFactors } = demandAccounts(services);
  const { user } = await demandPerson(services, { permit, caller });
  await signIn.checkPassword(caller, user, { password });
  return secondFactors.begin(user);
};
