import { randomBytes, randomUUID } from 'node:crypto';
import { resetPassword } from '../auth/reset-password.ts';
import { SetupError } from '../config/setup-error.ts';
import { openAccounts } from './open-accounts.ts';
import type { Database } from './open-database.ts';
import { createState } from './open-state.ts';

/**
 * Gives somebody a new password from the machine of the console: the way back in when no administrator can sign in.
 * The account is enabled and signed out everywhere. @returns the password @throws SetupError for an unknown address
 */
export async function resetPasswordOf(
  database: Pick<Database, 'db' | 'pool'>,
  email: string,
): Promise<string> {
  // No cookie is made here, so that no key has to be the right one.
  const accounts = openAccounts(database, {
    masterKey: randomBytes(32),
    isSecure: true,
    newId: randomUUID,
  });
  const user = (await accounts.store.users()).find((one) => one.email === email.trim().toLowerCase());
  if (user === undefined) throw new SetupError(`Nobody has an account with the address ${email}.`);
  const password = await resetPassword(accounts, user);
  // Whoever lost the phone along with the password gets in again.
  await accounts.secondFactors.remove(user.id);
  await accounts.store.enable(user.id);
  await createState({ db: database.db, newId: randomUUID }).audit.record({
    at: new Date().toISOString(),
    actor: { kind: 'system', id: 'command-line', name: 'command line' },
    action: 'user.edit',
    outcome: 'done',
    details: { user: user.id, do: 'reset-password' },
  });
  return password;
}
