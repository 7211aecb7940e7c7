import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { changeLogContract } from '../testing/change-log.contract.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createPostgresChangeLog } from './postgres-change-log.ts';
import { connections } from './schema/tables.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

changeLogContract(async () => {
  const ids: [string, string] = [randomUUID(), randomUUID()];
  await database.db.insert(connections).values(ids.map((id) => ({ id, address: id, name: id })));
  return {
    log: createPostgresChangeLog({ db: database.db, replica: randomUUID(), ownedMs: 60_000 }),
    connections: ids,
  };
});
