import path from 'node:path';
import type pg from 'pg';
import { readSettings } from './config/read-settings.ts';
import { SetupError } from './config/setup-error.ts';
import { explainFileError } from './data-folder/explain-file-error.ts';
import { openDataFolder, type DataFolder } from './data-folder/data-folder.ts';
import { openConsoleDatabase } from './open-console-database.ts';
import type { Database } from './state/open-database.ts';

const repositoryRoot = path.resolve(import.meta.dirname, '../../..');

/**
 * Runs one command on the database of a console that is stopped, or on the server it uses, and sets the exit code.
 * `work` answers the number of rows of each table.
 */
export function runOnDatabase(
  work: (pool: pg.Pool, file: string) => Promise<Record<string, number>>,
  { usage, done }: { usage: string; done: (rows: string, file: string) => string },
): Promise<void> {
  const [file, ...more] = process.argv.slice(2);
  return runCommand(async () => {
    if (file === undefined || more.length > 0) throw new SetupError(usage);
    // npm runs a script in the folder of its package; people name a file from where they are.
    const named = path.resolve(process.env['INIT_CWD'] ?? '.', file);
    const rows = await withConsoleDatabase(({ pool }) => work(pool, named));
    const told = Object.entries(rows).map(([table, count]) => `${count} ${table.replaceAll('_', ' ')}`);
    return done(told.join(', '), named);
  }, file);
}

/** Prints what a command answers, or why it could not, and sets the exit code. @param file that it is about */
export async function runCommand(command: () => Promise<string>, file = ''): Promise<void> {
  try {
    process.stdout.write(`${await command()}\n`);
  } catch (error) {
    const setup = error instanceof SetupError ? error : explainFileError(error, file);
    process.stderr.write(`${setup?.message ?? (error instanceof Error ? error.stack : String(error))}\n`);
    process.exitCode = 1;
  }
}

/** Opens the database of the console, which is stopped unless its database is a server. */
export async function withConsoleDatabase<T>(
  work: (database: Database, folder: DataFolder) => Promise<T>,
): Promise<T> {
  const settings = readSettings(process.env, repositoryRoot);
  const folder = openDataFolder(settings.dataFolder);
  try {
    const database = await openConsoleDatabase(settings, folder, {
      onIdleError: () => {},
      onRestart: () => {},
    });
    try {
      return await work(database, folder);
    } finally {
      await database.close();
    }
  } finally {
    folder.release();
  }
}
