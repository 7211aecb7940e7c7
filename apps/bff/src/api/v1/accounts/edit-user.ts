import { resetPassword } from '../../../auth/reset-password.ts';
import type { Accounts } from '../../../auth/accounts.ts';
import { ProblemError } from '../../../problems/problem-error.ts';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

export const editUser: OperationHandler<'editUser'> = async ({ user: id, do: what }, { services }) => {
  const accounts = demandAccounts(services);
  const { store } = accounts;
  switch (what) {
    case 'remove':
      await store.removeUser(id);
      return {};
    case 'reset-password':
      return giveNewPassword(accounts, id);
    case 'reset-second-factor':
      await accounts.secondFactors.remove(id);
      return toAnswer(await store.findUser(id));
    case 'disable':
    case 'enable':
      await store[what](id);
      return toAnswer(await store.findUser(id));
  }
};

async function giveNewPassword(accounts: Accounts, id: string) {
  const user = await accounts.store.findUser(id);
  if (user === undefined) throw new ProblemError('account-missing');
  return { user, password: await resetPassword(accounts, user) };
}

const toAnswer = <U>(user: U | undefined): { user?: U } => (user === undefined ? {} : { user });
