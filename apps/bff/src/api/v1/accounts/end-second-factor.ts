import { demandAccounts, demandPerson } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const endSecondFactor: OperationHandler<'endSecondFactor'> = async (
  { password, code },
  { services, permit, caller },
) => {
  const { signIn, secondFactors } = demandAccounts(services);
  const { user } = await demandPerson(services, { permit, caller });
  await signIn.checkPassword(caller, user, { password, code });
  await secondFactors.remove(user.id);
  return { done: true };
};
