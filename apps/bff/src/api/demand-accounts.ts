import type { Accounts, Caller, SignIn } from '../auth/accounts.ts';
import type { ConnectionAdmin } from '../connections/connection-admin.ts';
import type { Permit } from '../auth/permit.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { Services } from './services.ts';

/** @throws ProblemError `accounts-off` */
export function demandAccounts({ accounts }: Pick<Services, 'accounts'>): Accounts {
  if (accounts === undefined) throw new ProblemError('accounts-off');
  return accounts;
}

/** Connections are made by people who are known: else anybody who reaches the console could use their keys. @throws ProblemError `accounts-off`, `set-up-first` */
export async function demandConnectionAdmin(
  services: Pick<Services, 'accounts' | 'connectionAdmin'>,
): Promise<ConnectionAdmin> {
  const { connectionAdmin } = services;
  if (connectionAdmin === undefined) throw new ProblemError('accounts-off');
  if (!(await demandAccounts(services).areInForce())) throw new ProblemError('set-up-first');
  return connectionAdmin;
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
