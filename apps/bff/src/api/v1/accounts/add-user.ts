import { makePassword } from '../../../auth/check-password.ts';
import { ProblemError } from '../../../problems/problem-error.ts';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';

/** The first password is shown to the administrator once. A new account may do nothing until it is granted something. */
export const addUser: OperationHandler<'addUser'> = async ({ name, email }, { services }) => {
  const { store, signIn } = demandAccounts(services);
  const password = makePassword();
  const { id } = await signIn.addUser({ name, email, password });
  const user = await store.findUser(id);
  if (user === undefined) throw new ProblemError('account-missing');
  return { user, password };
};
