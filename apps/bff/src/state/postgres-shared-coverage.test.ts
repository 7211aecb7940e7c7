import { randomUUID } from 'node:crypto';
import type { Coverage } from '@signpost/api-contract';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createState, type State } from './open-state.ts';
import { scanCoverage } from './schema/tables.ts';

let database: TestDatabase;
let one: State;
let other: State;
let connection = '';
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  one = createState({ db: database.db, newId: randomUUID });
  other = createState({ db: database.db, newId: randomUUID });
  connection = await one.connectionId({ address: randomUUID(), name: 'default' });
});

const scanning: Coverage = { bucket: 'b', state: 'scanning', keys: 10, pending: 0, calls: 1 };
const complete: Coverage = { ...scanning, state: 'complete', keys: 20, scannedAt: '2026-11-28T00:00:00Z' };

test('what a console says of a bucket is heard by the others, and not by itself', async () => {
  await one.sharedCoverages.of(connection).publish(scanning);
  expect(await other.sharedCoverages.of(connection).others()).toEqual([scanning]);
  expect(await one.sharedCoverages.of(connection).others()).toEqual([]);
  await one.sharedCoverages.of(connection).publish(complete);
  expect(await other.sharedCoverages.of(connection).others()).toEqual([complete]);
});

test('of several consoles the one that is scanning is told of first', async () => {
  const third = createState({ db: database.db, newId: randomUUID });
  await one.sharedCoverages.of(connection).publish(complete);
  await third.sharedCoverages.of(connection).publish(scanning);
  expect(await other.sharedCoverages.of(connection).others()).toEqual([scanning]);
});

test('a console that stopped, or was heard of too long ago, is not told of', async () => {
  await one.sharedCoverages.of(connection).publish(complete);
  await database.db
    .update(scanCoverage)
    .set({ aliveUntil: sql`now() - interval '1 second'` })
    .where(eq(scanCoverage.connectionId, connection));
  expect(await other.sharedCoverages.of(connection).others()).toEqual([]);
  await one.sharedCoverages.renew();
  expect(await other.sharedCoverages.of(connection).others()).toEqual([complete]);
  await one.sharedCoverages.withdraw();
  expect(await other.sharedCoverages.of(connection).others()).toEqual([]);
});
