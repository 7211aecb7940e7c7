import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerAddress } from '../config/read-database-settings.ts';
import { SetupError } from '../config/setup-error.ts';
import { toDatabaseFault } from './database-error.ts';
import { prepareJobTables } from './pg-boss-queue.ts';
import { migrateDatabase } from './migrate-database.ts';

/** Where the database is: a server, or the socket of the embedded one. */
export type DatabaseAddress = ServerAddress | { host: string; user: string; database: string };

/** The open database. */
export interface Database {
  readonly db: NodePgDatabase;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Connections at most. */
  max?: number;
  /** Told of a connection that broke while nobody used it. */
  onIdleError?: (error: Error) => void;
}

const oldestVersion = 150_000;
const connectMs = 5000;
const statementMs = 30_000;
/** A server that is being started is waited for. */
const startingMs = 30_000;

/** Connects, checks that the database can do what is asked of it, and brings its schema up to date. Throws {@link SetupError}. */
export async function openDatabase(address: DatabaseAddress, options: OpenOptions = {}): Promise<Database> {
  const config = toDriverConfig(address);
  await prepare(address, config);
  const pool = new pg.Pool({ ...config, max: options.max ?? 10, idleTimeoutMillis: 30_000 });
  // The pool listens to idle connections only: one that breaks between two queries of a transaction would end the
  // process. Its next query fails by itself.
  pool.on('connect', (client) => client.on('error', () => undefined));
  let isClosing = false;
  pool.on('error', (error) => {
    // The driver hangs its client on the error, with the key to cancel queries and a screenful of internals.
    Reflect.deleteProperty(error, 'client');
    // `end` does not wait until the server has heard of it: its own end may come first.
    if (!isClosing) options.onIdleError?.(error);
  });
  return {
    db: toQueries(pool),
    pool,
    close() {
      isClosing = true;
      return pool.end();
    },
  };
}

/**
 * Queries over the pool. drizzle keeps a connection checked out for good where its `begin` fails, as on one that
 * broke while idle (0.45, node-postgres/session.js), so a transaction checks its connection out here.
 */
function toQueries(pool: pg.Pool): NodePgDatabase {
  const db: NodePgDatabase = drizzle(pool);
  db.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      return await drizzle(client).transaction(work, config);
    } finally {
      // The pool drops one that is broken.
      client.release();
    }
  };
  return db;
}

/** Every member is given: the driver reads `PG*` variables for those that are not. */
export function toDriverConfig(address: DatabaseAddress): pg.ClientConfig {
  const server = 'port' in address ? address : { ...address, port: 5432, password: '', tls: 'off' as const };
  const { host, port, user, password, database } = server;
  return {
    host,
    port,
    user,
    password,
    database,
    ssl: toTls(server),
    options: '',
    application_name: 'signpost',
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: statementMs,
    keepAlive: true,
  };
}

function toTls({ tls, ca }: { tls: ServerAddress['tls']; ca?: string }): pg.ClientConfig['ssl'] {
  if (tls === 'off') return false;
  return { rejectUnauthorized: tls === 'verify', ...(ca === undefined ? {} : { ca }) };
}

async function prepare(address: DatabaseAddress, config: pg.ClientConfig): Promise<void> {
  const client = await connect(address, config);
  try {
    await checkServer(address, client);
    await migrateDatabase(client, () => prepareJobTables(client));
  } catch (error) {
    throw error instanceof SetupError ? error : toSetupError(address, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(address: DatabaseAddress, config: pg.ClientConfig): Promise<pg.Client> {
  const until = performance.now() + startingMs;
  for (;;) {
    const client = new pg.Client(config);
    // A connection that breaks later fails the query it is used for.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const isStarting = error instanceof pg.DatabaseError && error.code === '57P03';
      if (!isStarting || performance.now() > until) throw toSetupError(address, error);
      await pause(250);
    }
  }
}

async function checkServer(address: DatabaseAddress, client: pg.Client): Promise<void> {
  const { rows } = await client.query<{
    version: number;
    name: string;
    writable: boolean;
    encoding: string;
    wordy: boolean;
  }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
      NOT (pg_is_in_recovery() OR current_setting('transaction_read_only')::bool) AS writable,
      current_setting('server_encoding') AS encoding, '中' ~ '[[:alpha:]]' AS wordy`,
  );
  const [found] = rows;
  if (found === undefined) throw new SetupError(`${describe(address)} answered nothing.`);
  const { version, name, writable, encoding, wordy } = found;
  if (version < oldestVersion)
    throw new SetupError(`${describe(address)} is PostgreSQL ${name}; Signpost needs 15 or newer.`);
  if (!writable)
    throw new SetupError(`${describe(address)} takes no writes (a standby, or read-only): name the primary.`);
  if (encoding !== 'UTF8')
    throw new SetupError(`${describe(address)} is in ${encoding}: make the database with ENCODING 'UTF8'.`);
  if (!wordy) {
    throw new SetupError(
      `${describe(address)} does not know Chinese letters, so that search would miss them: make the database with LC_CTYPE 'C.UTF-8'.`,
    );
  }
}

function toSetupError(address: DatabaseAddress, error: unknown): SetupError {
  const what = describe(address);
  const text = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: string }).code;
  switch (code) {
    case '28P01':
    case '28000':
      return new SetupError(`${what} refuses the user or password: ${text}.`);
    case '3D000':
      return new SetupError(`${what} does not exist: make it with CREATE DATABASE. (${text})`);
    case '42501':
      return new SetupError(
        `${what} gives the user too few rights: it must be allowed to create schemas. (${text})`,
      );
    case '53300':
      return new SetupError(`${what} has no connection left: raise max_connections or end others. (${text})`);
    default:
      return toDatabaseFault(error) === 'unreachable' || code === undefined
        ? new SetupError(`${what} cannot be reached: ${text}. Check SIGNPOST_DATABASE_URL and sslmode.`)
        : new SetupError(`${what} cannot be used: ${text}.`);
  }
}

function describe(address: DatabaseAddress): string {
  if (!('port' in address)) return 'The embedded PostgreSQL';
  return `The database ${address.database} at ${address.host}:${address.port}`;
}
