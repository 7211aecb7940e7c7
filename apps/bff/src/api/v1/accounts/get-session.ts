import type { AnswerOf } from '@signpost/api-contract';
import { toSession } from '../../answer-session.ts';
import type { OperationHandler } from '../../operation.ts';

export const getSession: OperationHandler<'getSession'> = async (
  _input,
  context,
): Promise<AnswerOf<'getSession'>> => {
  const { services, caller, setCookies } = context;
  const { accounts } = services;
  if (accounts === undefined) return { state: 'open', administrates: true };
  if (!(await accounts.areInForce())) return { state: 'open', administrates: true, canSetUp: true };
  const session = await accounts.signIn.find(caller.headers, { refresh: true });
  if (session !== undefined) {
    setCookies(session.cookies);
    return toSession(session.user, services);
  }
  if (!(await accounts.store.hasAdministrator())) return { state: 'set-up' };
  const { provider } = accounts;
  return { state: 'signed-out', ...(provider === undefined ? {} : { provider: { name: provider.name } }) };
};
