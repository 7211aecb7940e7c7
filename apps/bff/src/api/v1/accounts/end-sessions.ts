import { demandAccounts, demandPerson } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const endSessions: OperationHandler<'endSessions'> = async ({ id }, { services, permit, caller }) => {
  const { user, sessionId } = await demandPerson(services, { permit, caller });
  await demandAccounts(services).signIn.endSessions(
    user.id,
    id === undefined ? { except: sessionId } : { id },
  );
  return { done: true };
};
