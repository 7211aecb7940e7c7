import { runOnDatabase } from './backup-command.ts';
import { restoreBackup } from './state/backup.ts';

await runOnDatabase(restoreBackup, {
  usage: 'Name the file to read: npm run restore -- signpost.ndjson',
  done: (rows, file) => `Restored ${rows} from ${file}.`,
});
