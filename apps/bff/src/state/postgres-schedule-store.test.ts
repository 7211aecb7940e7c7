import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { scheduleStoreContract } from '../testing/schedule-store.contract.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createState } from './open-state.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

scheduleStoreContract(async () => {
  const consoles = [randomUUID, randomUUID].map((newId) => createState({ db: database.db, newId }));
  const id = await consoles[0]!.connectionId({ address: randomUUID(), name: 'default' });
  return [consoles[0]!.scheduleStoreOf(id), consoles[1]!.scheduleStoreOf(id)];
});
