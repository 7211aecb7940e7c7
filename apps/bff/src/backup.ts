import { runOnDatabase } from './backup-command.ts';
import { writeBackup } from './state/backup.ts';

await runOnDatabase(writeBackup, {
  usage: 'Name the file to write: npm run backup -- signpost.ndjson',
  done: (rows, file) => `Backed up ${rows} to ${file}.`,
});
