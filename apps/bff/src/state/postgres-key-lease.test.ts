import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keyLeaseContract } from '../testing/key-lease.contract.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createPostgresKeyLease } from './postgres-key-lease.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const create = (more: { ttlMs?: number; waitMs?: number } = {}) =>
  createPostgresKeyLease({ db: database.db, newId: randomUUID, ...more });

keyLeaseContract(async () => ({ replicas: [create(), create()], connection: randomUUID() }));

const key = () => ({ connection: randomUUID(), bucket: 'b', key: 'k' });
const setExpiry = (connection: string, expiry: string) =>
  database.pool.query(
    `UPDATE signpost.key_leases SET expires_at = now() + $2::interval WHERE connection_id = $1`,
    [connection, expiry],
  );

test('the lease of a killed replica is free when it has expired', async () => {
  const held = key();
  await database.pool.query(
    "INSERT INTO signpost.key_leases VALUES ($1, 'b', 'k', $2, now() + interval '80 milliseconds')",
    [held.connection, randomUUID()],
  );
  expect(await create().with(held, async () => 'mine')).toBe('mine');
});

test('a lease that is longer than any can be, since the clock was put back, is free', async () => {
  const held = key();
  await database.pool.query(
    "INSERT INTO signpost.key_leases VALUES ($1, 'b', 'k', $2, now() + interval '1 hour')",
    [held.connection, randomUUID()],
  );
  expect(await create().with(held, async () => 'mine')).toBe('mine');
});

test('the lease is renewed while its work goes on', async () => {
  const held = key();
  const expiry = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ at: Date }>(
      'SELECT expires_at AS at FROM signpost.key_leases WHERE connection_id = $1',
      [held.connection],
    );
    return rows[0]?.at.getTime() ?? 0;
  };
  await create({ ttlMs: 3000 }).with(held, async () => {
    const first = await expiry();
    await vi.waitFor(async () => expect(await expiry()).toBeGreaterThan(first), { timeout: 20_000 });
  });
  expect(await expiry()).toBe(0);
});

test('the holder of a lease that another has taken over is told before anything is sent', async () => {
  const held = key();
  const ran: string[] = [];
  const slow = create({ ttlMs: 300 });
  await expect(
    slow.with(held, async (lease) => {
      await setExpiry(held.connection, '-1 second');
      await create({ ttlMs: 300 }).with(held, async () => {
        ran.push('other');
        await new Promise((resolve) => setTimeout(resolve, 150));
      });
      lease.assertHeld();
      ran.push('sent');
    }),
  ).rejects.toMatchObject({ code: 'key-busy' });
  expect(ran).toEqual(['other']);
});

test('a key that is not given back in time is told as busy', async () => {
  const held = key();
  await create().with(held, async () => {
    await expect(create({ waitMs: 60 }).with(held, async () => 'never')).rejects.toMatchObject({
      code: 'key-busy',
    });
  });
});

test('a key that could not be given back, since the database was away, is free soon after it is back', async () => {
  const held = key();
  await create().with(held, async () => {
    await database.pool.query('ALTER TABLE signpost.key_leases RENAME TO away');
  });
  await database.pool.query('ALTER TABLE signpost.away RENAME TO key_leases');
  expect(await create({ waitMs: 10_000 }).with(held, async () => 'next')).toBe('next');
});
