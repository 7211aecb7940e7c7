import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SetupError } from '../config/setup-error.ts';
import type { PostgresUser } from './choose-user.ts';
import type { PostgresBinaries } from './find-binaries.ts';

/** Where one embedded PostgreSQL has its things. */
export interface PostgresFolder {
  /** Holds everything below that is kept. */
  base: string;
  data: string;
  log: string;
  /** Holds the socket; short enough for its name, see {@link longestSocketPath}. */
  socket: string;
  /** Programs, by path. */
  programs: { initdb: string; postgres: string };
  /** Value of LD_LIBRARY_PATH (DYLD_LIBRARY_PATH on macOS). */
  libraries: string;
}

/** `sun_path` of a Unix socket has 108 bytes on Linux and 104 on macOS, its end included. */
const longestSocketPath = 103;
/** Where the data lies when PostgreSQL runs as a user who may not enter our folder. */
const sharedState = '/var/lib/signpost';

/**
 * Prepares the folders. `folder` is ours; a user other than us gets a folder of his own below `/var/lib/signpost`, and
 * a copy of the programs where he may not read them.
 */
export function preparePostgresFolder(
  folder: string,
  { user, binaries }: { user: PostgresUser; binaries: PostgresBinaries },
): PostgresFolder {
  const base = user.kind === 'other' ? path.join(sharedState, shortHash(folder)) : folder;
  makeFolder(base, user);
  const root = user.kind === 'other' ? readableRoot(base, { user, binaries }) : binaries.root;
  const aliases = path.join(base, 'lib');
  linkAliases(aliases, { root, binaries });
  return {
    base,
    data: path.join(base, 'data'),
    log: path.join(base, 'postgres.log'),
    socket: socketFolder(base, user),
    programs: { initdb: path.join(root, 'bin/initdb'), postgres: path.join(root, 'bin/postgres') },
    libraries: [aliases, path.join(root, 'lib')].join(path.delimiter),
  };
}

function makeFolder(folder: string, user: PostgresUser): void {
  try {
    mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (user.kind === 'other') chownSync(folder, user.uid, user.gid);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SetupError(
      `The folder ${folder} for the database cannot be made (${code ?? String(error)}): set SIGNPOST_DATA to a folder that can be written, or SIGNPOST_DATABASE_URL.`,
    );
  }
}

function readableRoot(
  base: string,
  { user, binaries: { root } }: { user: PostgresUser & { kind: 'other' }; binaries: PostgresBinaries },
): string {
  const { uid, gid } = user;
  const mayRun = spawnSync('test', ['-x', path.join(root, 'bin/postgres')], { uid, gid, stdio: 'ignore' });
  if (mayRun.status === 0) return root;
  const copy = path.join(base, `programs-${shortHash(root)}`);
  if (!existsSync(copy)) {
    cpSync(root, `${copy}.new`, { recursive: true });
    rmSync(copy, { recursive: true, force: true });
    cpSync(`${copy}.new`, copy, { recursive: true });
    rmSync(`${copy}.new`, { recursive: true });
  }
  return copy;
}

function linkAliases(folder: string, { root, binaries }: { root: string; binaries: PostgresBinaries }): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o755 });
  for (const { name, file } of binaries.aliases) symlinkSync(path.join(root, file), path.join(folder, name));
}

function socketFolder(base: string, user: PostgresUser): string {
  if (Buffer.byteLength(path.join(base, '.s.PGSQL.5432')) <= longestSocketPath) return base;
  const folder = mkdtempSync(path.join(tmpdir(), 'signpost-db-'));
  if (user.kind === 'other') chownSync(folder, user.uid, user.gid);
  return folder;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
