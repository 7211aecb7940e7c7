import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { dailyStatsContract } from '../testing/daily-stats.contract.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createState } from './open-state.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

dailyStatsContract(async () => {
  const state = createState({ db: database.db, newId: randomUUID });
  return state.dailyStatsOf(await state.connectionId({ address: randomUUID(), name: 'default' }));
});
