import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { openDatabase } from './open-database.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.drop());

test('a connection that breaks between two queries of a transaction fails the next one, and stops nothing', async () => {
  const { pool, close } = await openDatabase(shared.address);
  const client = await pool.connect();
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  // An error that nobody listens to would end this process.
  await shared.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  await expect(client.query('SELECT 1')).rejects.toThrow();
  client.release(true);
  await close();
});

test('a connection that breaks while idle is told without the driver, which knows the key to cancel queries', async () => {
  const told: Error[] = [];
  const { pool, close } = await openDatabase(shared.address, { onIdleError: (error) => told.push(error) });
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await shared.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(told[0]?.message).toContain('terminating connection');
  expect(JSON.stringify(told[0])).not.toContain('secretKey');
  expect(told[0]).not.toHaveProperty('client');
  await close();
});

test('a transaction whose connection breaks before it begins gives that connection back', async () => {
  const { db, pool, close } = await openDatabase(shared.address);
  await pool.query('SELECT 1');
  pool.once('acquire', (client) => {
    (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
  });
  await expect(db.transaction((tx) => tx.execute('SELECT 1'))).rejects.toThrow();
  await vi.waitFor(() => expect(pool.totalCount).toBe(0));
  expect((await db.transaction((tx) => tx.execute('SELECT 1'))).rowCount).toBe(1);
  expect(pool.idleCount).toBe(pool.totalCount);
  await close();
});
