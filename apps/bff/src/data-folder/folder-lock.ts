import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SetupError } from '../config/setup-error.ts';

/** A folder that belongs to this process. */
export interface FolderLock {
  /** False once somebody has deleted or replaced the lock's file: then another process may take the folder as well. */
  isHeld(): boolean;
  release(): void;
}

/**
 * Takes a folder for this process. An exclusive SQLite transaction holds it, so the
 * kernel frees the lock however the process ends: no stale lock file after `kill -9`.
 */
export function lockFolder(folder: string): FolderLock {
  const file = path.join(folder, 'lock.sqlite');
  // What the file system says of it is clearer than what SQLite makes of that. Nobody else may even read it.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = openLock(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw new SetupError(
      /locked|busy/i.test(String(error))
        ? `Another Signpost is running on ${folder}: stop it first, or name another folder in SIGNPOST_DATA.`
        : `${file} cannot be locked (${toMessage(error)}): while no Signpost runs, delete it and start again.`,
      { cause: error },
    );
  }
  const { ino } = statSync(file);
  let isOpen = true;
  return {
    isHeld: () => isOpen && statSync(file, { throwIfNoEntry: false })?.ino === ino,
    release() {
      if (isOpen) database.close();
      isOpen = false;
    },
  };
}

function openLock(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw new SetupError(`${file} cannot be opened (${toMessage(error)}).`, { cause: error });
  }
}

const toMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));
