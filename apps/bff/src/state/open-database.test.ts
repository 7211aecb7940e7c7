import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { openDatabase } from './open-database.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.drop());

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
