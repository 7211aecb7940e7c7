import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('a request id and a rare action are found by their index in a long log', async () => {
  const connection = randomUUID();
  await database.db.insert(connections).values({ id: connection, address: connection, name: 'long' });
  await database.pool.query(
    `INSERT INTO signpost.changes (id, row_version, connection_id, group_id, bucket, key, action, at, actor_kind,
        actor_id, actor_name, before, intended, versioning, outcome, oss_request_id)
      SELECT gen_random_uuid(), 1, $1, gen_random_uuid(), 'b', 'k' || n,
        CASE WHEN n % 5000 = 7 THEN 'delete' ELSE 'repoint' END, now() - (20000 - n) * interval '1 hour', 'person', 'a',
        'a', '{}', '{}', 'never', 'applied', md5(n::text) FROM generate_series(1, 20000) AS n`,
    [connection],
  );
  await database.pool.query('VACUUM ANALYZE signpost.changes');
  const planOf = async (condition: string): Promise<string> => {
    const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT seq FROM signpost.changes WHERE connection_id = $1 AND ${condition} ORDER BY seq DESC LIMIT 51`,
      [connection],
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  // Expected to be one row: otherwise the planner walks over all of a log that is long enough.
  expect(await planOf("upper(oss_request_id) = 'ABC'")).toMatch(/changes_by_request .* rows=1 /);
  expect(await planOf("action = 'delete'")).toContain('changes_by_action');
});
