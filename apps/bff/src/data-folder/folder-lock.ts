import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SetupError } from '../config/setup-error.ts';

/**
 * Takes a folder for this process and answers how to give it back. An exclusive SQLite transaction holds it, so the
 * kernel frees the lock however the process ends: no stale lock file after `kill -9`.
 */
export function lockFolder(folder: string): () => void {
  const database = new DatabaseSync(path.join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (/locked|busy/i.test(String(error))) {
      throw new SetupError(
        `Another Signpost is running on ${folder}: stop it first, or name another folder in SIGNPOST_DATA.`,
      );
    }
    throw error;
  }
  let held = true;
  return () => {
    if (held) database.close();
    held = false;
  };
}
