import type { Settings } from './config/read-settings.ts';
import type { DataFolder } from './data-folder/data-folder.ts';
import { startEmbeddedPostgres } from './embedded-postgres/start-embedded-postgres.ts';
import { openDatabase, type Database } from './state/open-database.ts';

/** Told what goes on with the database while it is used. */
export interface DatabaseEvents {
  onIdleError: (error: Error) => void;
  onRestart: (reason: string) => void;
}

/** Opens the database that is named, or the embedded one, started first. Closing it stops what was started. */
export async function openConsoleDatabase(
  { database }: Settings,
  folder: DataFolder,
  { onIdleError, onRestart }: DatabaseEvents,
): Promise<Database> {
  if (database.kind === 'server') return openDatabase(database, { onIdleError });
  const postgres = await startEmbeddedPostgres({ folder: folder.database, onRestart });
  try {
    const opened = await openDatabase(postgres.connection, { onIdleError });
    return {
      ...opened,
      async close() {
        await opened.close();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
