import { runCommand, withConsoleDatabase } from './backup-command.ts';
import { openMasterKey, stageMasterKey } from './config/master-key.ts';
import { SetupError } from './config/setup-error.ts';
import { toKeyMark } from './state/open-accounts.ts';
import { rotateMasterKey } from './state/rotate-master-key.ts';

await runCommand(async () => {
  if (process.argv.length > 2) throw new SetupError('npm run master-key:rotate takes no arguments.');
  return withConsoleDatabase(async ({ db }, folder) => {
    const from = await openMasterKey(process.env, { folder: folder.keys, mark: toKeyMark(db) });
    const { key, finish } = stageMasterKey(process.env, { folder: folder.keys });
    const { secrets } = await rotateMasterKey(db, { from, to: key });
    return `${secrets} secrets are encrypted with the new key, and everybody is signed out.\n${finish()}`;
  });
});
