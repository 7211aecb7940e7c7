import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

import { APPLICATION_ID, FORMAT_VERSION, SCHEMA } from './schema.ts';

const CHECK_LIMIT = 256 * 1024 * 1024;

/** The data folder cannot be used: damaged, or written by a newer release. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** Opens (or makes) the index. */
export function openIndexFile(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    prepareIndex(database, path);
    return database;
  } catch (cause) {
    database.close();
    if (cause instanceof DataFolderError) throw cause;
    throw new DataFolderError(
      `The index ${path} is damaged or not an index at all (${(cause as Error).message}). ` +
        'Restore it from a copy, or start with an empty data folder.',
      { cause },
    );
  }
}

function prepareIndex(database: DatabaseSync, path: string): void {
  const version = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  if (version > FORMAT_VERSION && application === APPLICATION_ID) {
    throw new DataFolderError(
      `The index ${path} has format ${version}, this release reads up to ${FORMAT_VERSION}. ` +
        'Use the newer release it was written with.',
    );
  }
  // WAL with full synchronisation: a commit returns only when its pages are on disk, so an
  // acknowledged write survives both a killed process and a power cut.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -65536;
    PRAGMA mmap_size = 268435456;
  `);
  const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get() as { n: number };
  if (version === 0 && tables.n === 0) {
    database.exec(`BEGIN; ${SCHEMA}
      PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${FORMAT_VERSION};
      COMMIT`);
    return;
  }
  if (application !== APPLICATION_ID) {
    throw new DataFolderError(`The index ${path} belongs to another program.`);
  }
  // Reading every page of a very large index would take longer than anybody waits for a start.
  if (statSync(path).size > CHECK_LIMIT) return;
  const check = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
  if (check.quick_check !== 'ok') {
    throw new DataFolderError(
      `The index ${path} is damaged (${check.quick_check}). Restore it from a copy, or start with an empty data folder.`,
    );
  }
}

function pragma(database: DatabaseSync, name: string): number {
  const row = database.prepare(`PRAGMA ${name}`).get() as Record<string, number>;
  return row[name] ?? 0;
}
