import { createHash, timingSafeEqual } from 'node:crypto';
import { toSession } from '../../answer-session.ts';
import { demandAccounts } from '../../demand-accounts.ts';
import type { OperationHandler } from '../../operation.ts';
import { ProblemError } from '../../../problems/problem-error.ts';

/** Whoever reads the terminal of the console may make himself its administrator, as long as it has none. */
export const setUp: OperationHandler<'setUp'> = async (input, { services, caller, setCookies }) => {
  const accounts = demandAccounts(services);
  const { store, signIn } = accounts;
  const { code, name, email, password } = input;
  if (await store.hasAdministrator()) throw new ProblemError('set-up-closed');
  await signIn.countTry(caller);
  if (!isSame(code.replaceAll(/\s/g, '').toLowerCase(), await accounts.setUpCode()))
    throw new ProblemError('sign-in-failed');
  await store.whileWithoutAdministrator(async () => {
    const { id } = await signIn.addUser({ name, email, password });
    await store.addGrant({
      subject: { kind: 'user', id },
      role: 'administrator',
      connection: '*',
      bucket: '*',
      prefix: '',
      createdBy: 'set-up',
    });
  });
  const { user, cookies } = await signIn.signIn(caller, { email, password });
  setCookies(cookies);
  return toSession(user, services);
};

function isSame(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
