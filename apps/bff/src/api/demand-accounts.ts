import type { Accounts, Caller, SignIn } from '../auth/accounts.ts';
import type { Permit } from '../auth/permit.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { Services } from './services.ts';

/** @throws ProblemError `accounts-off` */
export function demandAccounts({ accounts }: Pick<Services, 'accounts'>): Accounts {
  if (accounts === undefined) throw new ProblemError('accounts-off');
  return accounts;
}

/** The person in front of the browser: what concerns an own account is for no token. @throws ProblemError `right-missing` */
export async function demandPerson(
  services: Pick<Services, 'accounts'>,
  { permit, caller }: { permit: Permit; caller: Caller },
): Promise<NonNullable<Awaited<ReturnType<SignIn['find']>>>> {
  const { signIn } = demandAccounts(services);
  const session = permit.actor.kind === 'person' ? await signIn.find(caller.headers) : undefined;
  if (session === undefined) throw new ProblemError('right-missing', { params: { right: 'account.own' } });
  return session;
}
