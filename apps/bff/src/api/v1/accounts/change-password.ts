import { demandAccounts, demandPerson } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

/** Whoever had the old password, or a stolen session, is signed out. */
export const changePassword: OperationHandler<'changePassword'> = async (
  input,
  { services, permit, caller },
) => {
  const { signIn } = demandAccounts(services);
  const { user, sessionId } = await demandPerson(services, { permit, caller });
  await signIn.checkPassword(caller, user, { password: input.password });
  await signIn.setPassword(user, input.newPassword);
  await signIn.endSessions(user.id, { except: sessionId });
  return { done: true };
};
