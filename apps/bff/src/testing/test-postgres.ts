import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres/start-embedded-postgres.ts';
import { openDatabase, toDriverConfig } from '../state/open-database.ts';
import { templateName } from './test-database.ts';

/** The PostgreSQL that all tests of a run share. */
export interface TestPostgres {
  /** Folder of its socket. */
  host: string;
  stop: () => Promise<void>;
}

/** Nothing of a test's database has to survive a power cut. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** Starts it with a template that each test file copies. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'signpost-test-db-'));
  const postgres = await startEmbeddedPostgres({ folder, settings });
  const { host, user } = postgres.connection;
  const admin = new pg.Client(toDriverConfig({ host, user, database: 'postgres' }));
  await admin.connect();
  await admin.query(`CREATE DATABASE ${templateName}`);
  const template = await openDatabase({ host, user, database: templateName });
  await template.close();
  await admin.query(`ALTER DATABASE ${templateName} WITH is_template true allow_connections false`);
  await admin.end();
  return {
    host,
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
