import { demandAccounts, demandPerson } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const listSessions: OperationHandler<'listSessions'> = async (
  _input,
  { services, permit, caller },
) => {
  const { user, sessionId } = await demandPerson(services, { permit, caller });
  const found = await demandAccounts(services).signIn.sessions(user.id);
  return { items: found.map((session) => ({ ...session, isOwn: session.id === sessionId })) };
};
