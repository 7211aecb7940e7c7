import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { SetupError } from '../config/setup-error.ts';
import { chooseUser, toCommand, type PostgresUser } from './choose-user.ts';
import { findBinaries } from './find-binaries.ts';
import { preparePostgresFolder, type PostgresFolder } from './postgres-folder.ts';
import { stopPrevious } from './stop-previous.ts';

/** PostgreSQL at work as a child of this process, on a Unix socket that only we may enter. */
export interface EmbeddedPostgres {
  /** How the driver reaches its database. */
  connection: { host: string; user: string; database: string };
  /** Where its data lies. */
  folder: string;
  /** The process id at this moment; another after a restart. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Ours; made when missing. */
  folder: string;
  /** Told when PostgreSQL ended although nobody asked it to; it is started again. */
  onRestart?: (reason: string) => void;
  /** Further settings, such as `fsync=off` in tests. */
  settings?: Readonly<Record<string, string>>;
  user?: PostgresUser;
}

const superuser = 'signpost';
const database = 'signpost';
const startMs = 60_000;
const stopMs = 10_000;
const longestRestartPauseMs = 10_000;
/** The log of one run is kept for diagnosis; more than that is cut at start. */
const longestLog = 5_000_000;

/** PostgreSQL keeps to UTF-8 and orders by code point, whatever the machine's locale is. */
const initArguments = [
  `--username=${superuser}`,
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--lc-ctype=C.UTF-8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

/** Starts it, after making its database on a new folder. Throws {@link SetupError} with one sentence when it cannot. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = options.user ?? chooseUser();
  const folder = preparePostgresFolder(options.folder, { user, binaries: findBinaries() });
  await stopPrevious(folder.data);
  if (!existsSync(folder.data)) makeCluster(folder, user);
  checkVersion(folder);
  checkPlatform(folder);
  const host = { folder, user, settings: options.settings ?? {} };
  let running = await startServer(host);
  const stopping = new AbortController();
  /** Starts it again whenever it ends, until it is to be stopped. */
  const keepRunning = async (): Promise<void> => {
    for (;;) {
      await running.ended;
      if (stopping.signal.aborted) return;
      options.onRestart?.(readReason(folder.log));
      running = await startAgain(host, stopping.signal);
    }
  };
  // Stopping ends the wait for the next try.
  keepRunning().catch(() => undefined);
  return {
    connection: { host: folder.socket, user: superuser, database },
    folder: folder.base,
    pid: () => running.child.pid,
    async stop() {
      stopping.abort();
      await stopServer(running);
      if (folder.socket !== folder.base) rmSync(folder.socket, { recursive: true, force: true });
    },
  };
}

/** The reason was told; a full disk or a locked segment may be gone at the next try. */
async function startAgain(host: Host, signal: AbortSignal): Promise<Server> {
  for (let pauseMs = 200; ; pauseMs = Math.min(pauseMs * 2, longestRestartPauseMs)) {
    try {
      return await startServer(host);
    } catch {
      await pause(pauseMs, undefined, { signal });
    }
  }
}

/** Made beside its place and moved there whole: a start that is killed in between begins anew. */
function makeCluster(folder: PostgresFolder, user: PostgresUser): void {
  const fresh = `${folder.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const { command, args, options } = toCommand(user, folder.programs.initdb);
  const made = spawnSync(command, [...args, `--pgdata=${fresh}`, ...initArguments], {
    ...options,
    env: environment(folder),
    encoding: 'utf8',
  });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new SetupError(
      `The database could not be made in ${folder.base}: ${lastLine(made.stderr) ?? made.error?.message ?? 'initdb failed'}`,
    );
  }
  writePlatform(fresh);
  renameSync(fresh, folder.data);
}

/** In the data folder: which platform it was made on. The files of PostgreSQL hold numbers as its processor does. */
const platformFile = 'signpost-platform';
const platform = `${process.platform}-${process.arch}`;

function writePlatform(data: string): void {
  writeFileSync(path.join(data, platformFile), `${platform}\n`);
}

/** Another processor would read the files wrongly; PostgreSQL notices only some of it. Earlier folders name none. */
function checkPlatform({ data, base }: PostgresFolder): void {
  if (!existsSync(path.join(data, platformFile))) {
    writePlatform(data);
    return;
  }
  const found = readFileSync(path.join(data, platformFile), 'utf8').trim();
  if (found !== platform) {
    throw new SetupError(
      `The database in ${base} was made on ${found}, and this machine is ${platform}: make a backup there (npm run backup) and restore it here into an empty folder (npm run restore).`,
    );
  }
}

function checkVersion({ data, base }: PostgresFolder): void {
  const found = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  const wanted = '18';
  if (found !== wanted) {
    throw new SetupError(
      `The database in ${base} was made by PostgreSQL ${found}, and this Signpost brings ${wanted}: make a backup with the Signpost that made it and restore it into an empty folder.`,
    );
  }
}

interface Host {
  folder: PostgresFolder;
  user: PostgresUser;
  settings: Readonly<Record<string, string>>;
}

interface Server {
  child: ChildProcess;
  ended: Promise<void>;
}

async function startServer({ folder, user, settings }: Host): Promise<Server> {
  const values: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: folder.socket,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const program = toCommand(user, folder.programs.postgres);
  const parameters = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(folder.log);
  const { command, args } = withParentWatch(program);
  const child = spawn(command, [...args, '-D', folder.data, ...parameters], {
    ...program.options,
    env: environment(folder),
    // A file, not a pipe: nobody's output is kept open. A group of its own: Ctrl-C reaches us, and we stop it last.
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const server = { child, ended };
  try {
    await waitUntilReady(server, folder);
  } catch (error) {
    await stopServer(server);
    throw error;
  }
  return server;
}

/** On Linux the kernel stops it when we end, however we do. Elsewhere the next start finds it by its pid file. */
function withParentWatch({ command, args }: { command: string; args: string[] }): {
  command: string;
  args: string[];
} {
  if (process.platform !== 'linux' || spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status !== 0)
    return { command, args };
  return { command: 'setpriv', args: ['--pdeathsig', 'INT', command, ...args] };
}

async function waitUntilReady({ ended }: Server, folder: PostgresFolder): Promise<void> {
  const until = performance.now() + startMs;
  const failed = ended.then(() => {
    throw new SetupError(`The embedded PostgreSQL did not start: ${readReason(folder.log)}`);
  });
  // Looked at below, or not at all once it answers.
  failed.catch(() => undefined);
  for (;;) {
    try {
      await Promise.race([makeDatabase(folder.socket), failed]);
      return;
    } catch (error) {
      if (error instanceof SetupError) throw error;
      if (performance.now() > until) {
        throw new SetupError(
          `The embedded PostgreSQL did not answer within ${startMs / 1000} s (${error instanceof Error ? error.message : String(error)}); its log is ${folder.log}.`,
        );
      }
      await pause(25);
    }
  }
}

async function makeDatabase(host: string): Promise<void> {
  const client = new pg.Client({
    host,
    user: superuser,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  });
  // A server that ends meanwhile fails the query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** SIGINT is PostgreSQL's fast shutdown; SIGQUIT leaves the rest to recovery. */
async function stopServer({ child, ended }: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), stopMs);
  await ended;
  clearTimeout(timer);
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > longestLog) truncateSync(file, 0);
  return openSync(file, 'a', 0o600);
}

/** What PostgreSQL said last, as one sentence. */
function readReason(log: string): string {
  const text = existsSync(log) ? readFileSync(log, 'utf8').slice(-20_000) : '';
  const grave = text
    .split('\n')
    .filter((line) => /\b(FATAL|PANIC|ERROR):|could not|No space left/.test(line));
  const line = grave.at(-1) ?? lastLine(text) ?? 'it said nothing';
  return `${line.replace(/^.*?\b(FATAL|PANIC|ERROR|LOG):\s*/, '')} (log: ${log})`;
}

function lastLine(text: string | null): string | undefined {
  return text?.trim().split('\n').at(-1) || undefined;
}

/** Nothing of ours: no cloud keys, and no `PG*` variable that would change what it does. */
function environment({ libraries }: PostgresFolder): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    LD_LIBRARY_PATH: libraries,
    DYLD_LIBRARY_PATH: libraries,
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}
