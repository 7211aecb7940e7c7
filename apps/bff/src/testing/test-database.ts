import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { hostVariable } from './test-host.ts';
import { openDatabase, toDriverConfig, type Database } from '../state/open-database.ts';

export const templateName = 'signpost_template';

/** A database of a test file's own. */
export interface TestDatabase extends Database {
  address: { host: string; user: string; database: string };
  /** Closes and drops it. */
  drop(): Promise<void>;
}

/** Copies the template. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const host = process.env[hostVariable];
  if (host === undefined)
    throw new Error(`${hostVariable} is not set: the global setup of the tests starts PostgreSQL`);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(host, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${templateName}`));
  const address = { host, user: 'signpost', database: name };
  const database = await openDatabase(address);
  return {
    ...database,
    address,
    async drop() {
      await database.close();
      await asAdmin(host, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

async function asAdmin(host: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client(toDriverConfig({ host, user: 'signpost', database: 'postgres' }));
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
