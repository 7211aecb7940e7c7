import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The folder is in use by another process. */
export class FolderLockedError extends Error {
  override readonly name = 'FolderLockedError';
}

/**
 * Holds a folder for this process by an exclusive transaction on a small SQLite file of its own.
 * The kernel frees the lock when the process ends in any way, so nothing stale can be left behind.
 */
export function lockFolder(folder: string): { release(): void } {
  const file = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    file.close();
    throw new FolderLockedError(
      `The data folder ${folder} is in use by another process. Stop that one, or choose another folder.`,
      { cause },
    );
  }
  return { release: () => file.close() };
}
