import { drizzle } from 'drizzle-orm/node-postgres';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import path from 'node:path';
import type pg from 'pg';
import { SetupError } from '../config/setup-error.ts';

const migrationsFolder = path.join(import.meta.dirname, 'migrations');
const table = { migrationsSchema: 'signpost', migrationsTable: 'migrations' } as const;
/** Any number, as long as every Signpost takes the same. */
const lock = 7_070_707_070;

/**
 * Brings the schema up to date, forward only, in one transaction. Replicas that start at once wait for each other:
 * Drizzle takes no lock of its own. A schema of a newer Signpost is refused.
 * @param prepareMore runs under the same lock, for schemas that others make
 */
export async function migrateDatabase(client: pg.Client, prepareMore?: () => Promise<void>): Promise<void> {
  await client.query("SET lock_timeout = '60s'");
  await client.query('SELECT pg_advisory_lock($1)', [lock]);
  try {
    await refuseNewer(client);
    await migrate(drizzle(client), { migrationsFolder, ...table });
    await prepareMore?.();
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lock]).catch(() => undefined);
  }
}

async function refuseNewer(client: pg.Client): Promise<void> {
  const known = new Set(readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash));
  const exists = await client.query<{ found: string | null }>(
    "SELECT to_regclass('signpost.migrations') AS found",
  );
  if ((exists.rows[0]?.found ?? null) === null) return;
  const { rows } = await client.query<{ hash: string }>('SELECT hash FROM signpost.migrations');
  if (rows.some(({ hash }) => !known.has(hash))) {
    throw new SetupError(
      'The database was brought up to date by a newer Signpost: start that version, or restore a backup into an empty database.',
    );
  }
}
