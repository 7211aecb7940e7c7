import type { Accounts } from './accounts.ts';
import { makePassword } from './check-password.ts';

/** Gives somebody a new password and signs out everywhere. @returns the password, to be shown once */
export async function resetPassword(
  { signIn }: Pick<Accounts, 'signIn'>,
  user: { id: string; name: string; email: string },
): Promise<string> {
  const password = makePassword();
  await signIn.setPassword(user, password);
  await signIn.endSessions(user.id, { except: undefined });
  return password;
}
