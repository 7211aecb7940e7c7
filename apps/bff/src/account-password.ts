import { runCommand, withConsoleDatabase } from './backup-command.ts';
import { SetupError } from './config/setup-error.ts';
import { resetPasswordOf } from './state/reset-password.ts';

const [email, ...more] = process.argv.slice(2);

await runCommand(async () => {
  if (email === undefined || more.length > 0)
    throw new SetupError('Name the address of the account: npm run account:password -- ada@example.com');
  const password = await withConsoleDatabase((database) => resetPasswordOf(database, email));
  return `New password of ${email}, shown this once: ${password}`;
});
