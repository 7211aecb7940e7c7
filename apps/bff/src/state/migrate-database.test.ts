import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { migrateDatabase } from './migrate-database.ts';
import { toDriverConfig } from './open-database.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.drop());
beforeEach(async () => {
  await shared.pool.query('DROP SCHEMA signpost CASCADE; CREATE SCHEMA signpost');
});

async function connect(): Promise<{ client: pg.Client; pid: number }> {
  const client = new pg.Client(toDriverConfig(shared.address));
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return { client, pid: rows[0]!.pid };
}

const tables = async (): Promise<string[]> => {
  const { rows } = await shared.pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'signpost' ORDER BY tablename",
  );
  return rows.map(({ name }) => name);
};

/** Waits until a connection waits for a lock: it has come to the statement in question. */
const untilWaiting = (pid: number): Promise<void> =>
  vi.waitFor(async () => {
    const { rows } = await shared.pool.query('SELECT FROM pg_locks WHERE pid = $1 AND NOT granted', [pid]);
    expect(rows.length).toBeGreaterThan(0);
  });

test('a migration that is killed half-way leaves nothing of it, and the next start does all of it', async () => {
  const whole = await connect();
  await migrateDatabase(whole.client);
  const wanted = await tables();
  expect(wanted).toContain('plans');
  await shared.pool.query('DROP SCHEMA signpost CASCADE; CREATE SCHEMA signpost');

  // Somebody else is making the table of the last migration: the earlier ones are done, this one waits.
  const blocker = await connect();
  await blocker.client.query('BEGIN');
  await blocker.client.query('CREATE TABLE signpost.plans (id int)');
  const killed = await connect();
  const failed = migrateDatabase(killed.client).then(
    () => undefined,
    (error: unknown) => error,
  );
  await untilWaiting(killed.pid);
  await shared.pool.query('SELECT pg_terminate_backend($1)', [killed.pid]);
  expect(await failed).toBeInstanceOf(Error);
  await blocker.client.query('ROLLBACK');
  expect((await tables()).filter((name) => name !== 'migrations')).toEqual([]);

  await migrateDatabase(whole.client);
  expect(await tables()).toEqual(wanted);
  await Promise.all([whole.client.end(), blocker.client.end()]);
});

test('replicas that start at once migrate once', async () => {
  const replicas = await Promise.all(Array.from({ length: 5 }, connect));
  await Promise.all(replicas.map(({ client }) => migrateDatabase(client)));
  const { rows } = await shared.pool.query('SELECT hash FROM signpost.migrations');
  expect(new Set(rows.map(({ hash }: { hash: string }) => hash)).size).toBe(rows.length);
  await Promise.all(replicas.map(({ client }) => client.end()));
});
