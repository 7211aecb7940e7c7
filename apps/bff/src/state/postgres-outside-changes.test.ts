import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { outsideChangesContract } from '../testing/outside-changes.contract.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createState } from './open-state.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

outsideChangesContract(async () => {
  const { changeLog, ...state } = createState({ db: database.db, newId: randomUUID });
  const connection = await state.connectionId({ address: randomUUID(), name: 'default' });
  return {
    store: state.indexStoreOf(connection),
    outsideChanges: state.outsideChangesOf(connection),
    changeLog,
    connection,
    async now() {
      const { rows } = await database.pool.query<{ now: string }>(
        "SELECT to_json(clock_timestamp()) #>> '{}' AS now",
      );
      return rows[0]?.now ?? '';
    },
  };
});
